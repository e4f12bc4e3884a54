-- The sum of all migrations: made by `python -m nenboard.registry.schema`, not by hand.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

CREATE TABLE registry (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  registry_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  program_version TEXT NOT NULL
) STRICT;

CREATE TABLE tally (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  cases INTEGER NOT NULL DEFAULT 0,
  case_revisions INTEGER NOT NULL DEFAULT 0,
  assessments INTEGER NOT NULL DEFAULT 0,
  decisions INTEGER NOT NULL DEFAULT 0,
  meeting_revisions INTEGER NOT NULL DEFAULT 0,
  agenda_items INTEGER NOT NULL DEFAULT 0,
  erasures INTEGER NOT NULL DEFAULT 0,
  audit_entries INTEGER NOT NULL DEFAULT 0
, change_marks INTEGER NOT NULL DEFAULT 0, outcomes INTEGER NOT NULL DEFAULT 0, attestations INTEGER NOT NULL DEFAULT 0, follow_ups INTEGER NOT NULL DEFAULT 0, chase_entries INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE erasure (
  case_id TEXT PRIMARY KEY,
  by TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE case_revision (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT,
  payload_version INTEGER NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number)
) STRICT;

CREATE TABLE assessment (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  case_revision INTEGER NOT NULL,
  release_id TEXT NOT NULL,
  release_version TEXT NOT NULL,
  release_sha256 TEXT NOT NULL,
  on_date TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number),
  FOREIGN KEY (case_id, case_revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  case_revision INTEGER NOT NULL,
  meeting_id TEXT,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number),
  FOREIGN KEY (case_id, case_revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE TABLE meeting_revision (
  id INTEGER PRIMARY KEY,
  meeting_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT,
  payload TEXT NOT NULL,
  UNIQUE (meeting_id, number)
) STRICT;

CREATE TABLE agenda_item (
  meeting_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (meeting_id, number, position),
  FOREIGN KEY (meeting_id, number) REFERENCES meeting_revision (meeting_id, number)
) STRICT;

CREATE INDEX agenda_item_by_case ON agenda_item (case_id);

CREATE TABLE case_row (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  sort_name TEXT,
  name TEXT,
  given_name TEXT,
  birth_date TEXT,
  sex TEXT,
  hospital_number TEXT,
  national_number TEXT,
  site TEXT,
  tumour_class TEXT,
  grade TEXT,
  ki67 TEXT,
  ki67_low REAL,
  stage TEXT,
  extent TEXT,
  line INTEGER,
  ps TEXT,
  last_response TEXT,
  question TEXT,
  target_meeting TEXT,
  is_synthetic INTEGER NOT NULL
) STRICT;

CREATE INDEX case_row_by_name ON case_row (sort_name, case_id);

CREATE TABLE case_text (
  id INTEGER PRIMARY KEY REFERENCES case_row (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  words TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE case_words USING fts5 (
  words,
  content = 'case_text',
  content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '2 3',
  columnsize = 0
);

CREATE TRIGGER case_text_added AFTER INSERT ON case_text BEGIN
  INSERT INTO case_words (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER case_text_changed AFTER UPDATE OF words ON case_text
WHEN OLD.words <> NEW.words BEGIN
  INSERT INTO case_words (case_words, rowid, words) VALUES ('delete', OLD.id, OLD.words);
  INSERT INTO case_words (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER case_text_removed AFTER DELETE ON case_text BEGIN
  INSERT INTO case_words (case_words, rowid, words) VALUES ('delete', OLD.id, OLD.words);
END;

CREATE TABLE draft (
  case_id TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL, base_revision INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (case_id, user)
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT,
  revision INTEGER,
  content TEXT,
  salt BLOB,
  digest BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject_id, seq) WHERE subject_id IS NOT NULL;

CREATE TRIGGER case_revision_follows BEFORE INSERT ON case_revision
WHEN NEW.number <> 1 + (
  SELECT coalesce(max(number), 0) FROM case_revision WHERE case_id = NEW.case_id
) OR EXISTS (SELECT 1 FROM erasure WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'case_revision out of order'); END;

CREATE TRIGGER meeting_revision_follows BEFORE INSERT ON meeting_revision
WHEN NEW.number <> 1 + (
  SELECT coalesce(max(number), 0) FROM meeting_revision WHERE meeting_id = NEW.meeting_id
)
BEGIN SELECT RAISE(ABORT, 'meeting_revision out of order'); END;

CREATE TRIGGER audit_follows BEFORE INSERT ON audit
WHEN NEW.seq <> 1 + (SELECT coalesce(max(seq), 0) FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit out of order'); END;

CREATE TRIGGER case_revision_stays BEFORE UPDATE ON case_revision
BEGIN SELECT RAISE(ABORT, 'case_revision is append-only'); END;

CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
BEGIN SELECT RAISE(ABORT, 'assessment is append-only'); END;

CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE TRIGGER meeting_revision_stays BEFORE UPDATE ON meeting_revision
BEGIN SELECT RAISE(ABORT, 'meeting_revision is append-only'); END;

CREATE TRIGGER agenda_item_stays BEFORE UPDATE ON agenda_item
BEGIN SELECT RAISE(ABORT, 'agenda_item is append-only'); END;

CREATE TRIGGER erasure_stays BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END;

CREATE TRIGGER case_revision_kept BEFORE DELETE ON case_revision
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'case_revision is append-only'); END;

CREATE TRIGGER assessment_kept BEFORE DELETE ON assessment
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'assessment is append-only'); END;

CREATE TRIGGER decision_kept BEFORE DELETE ON decision
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'decision is append-only'); END;

CREATE TRIGGER agenda_item_kept BEFORE DELETE ON agenda_item
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'agenda_item is append-only'); END;

CREATE TRIGGER meeting_revision_kept BEFORE DELETE ON meeting_revision
BEGIN SELECT RAISE(ABORT, 'meeting_revision is append-only'); END;

CREATE TRIGGER erasure_kept BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'erasure is append-only'); END;

CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;

CREATE TRIGGER case_row_counted AFTER INSERT ON case_row
BEGIN UPDATE tally SET cases = cases + 1; END;

CREATE TRIGGER case_row_uncounted AFTER DELETE ON case_row
BEGIN UPDATE tally SET cases = cases - 1; END;

CREATE TRIGGER case_revision_counted AFTER INSERT ON case_revision
BEGIN UPDATE tally SET case_revisions = case_revisions + 1; END;

CREATE TRIGGER case_revision_uncounted AFTER DELETE ON case_revision
BEGIN UPDATE tally SET case_revisions = case_revisions - 1; END;

CREATE TRIGGER assessment_counted AFTER INSERT ON assessment
BEGIN UPDATE tally SET assessments = assessments + 1; END;

CREATE TRIGGER assessment_uncounted AFTER DELETE ON assessment
BEGIN UPDATE tally SET assessments = assessments - 1; END;

CREATE TRIGGER decision_counted AFTER INSERT ON decision
BEGIN UPDATE tally SET decisions = decisions + 1; END;

CREATE TRIGGER decision_uncounted AFTER DELETE ON decision
BEGIN UPDATE tally SET decisions = decisions - 1; END;

CREATE TRIGGER meeting_revision_counted AFTER INSERT ON meeting_revision
BEGIN UPDATE tally SET meeting_revisions = meeting_revisions + 1; END;

CREATE TRIGGER agenda_item_counted AFTER INSERT ON agenda_item
BEGIN UPDATE tally SET agenda_items = agenda_items + 1; END;

CREATE TRIGGER agenda_item_uncounted AFTER DELETE ON agenda_item
BEGIN UPDATE tally SET agenda_items = agenda_items - 1; END;

CREATE TRIGGER erasure_counted AFTER INSERT ON erasure
BEGIN UPDATE tally SET erasures = erasures + 1; END;

CREATE TRIGGER audit_counted AFTER INSERT ON audit
BEGIN UPDATE tally SET audit_entries = audit_entries + 1; END;

CREATE TABLE change_mark (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('class', 'grade', 'stage')),
  mark TEXT NOT NULL CHECK (mark IN ('true_change', 'better_work_up')),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (case_id, revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE INDEX change_mark_by_case ON change_mark (case_id, revision);

CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  content TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (owner, name)
) STRICT;

CREATE TRIGGER change_mark_stays BEFORE UPDATE ON change_mark
BEGIN SELECT RAISE(ABORT, 'change_mark is append-only'); END;

CREATE TRIGGER change_mark_kept BEFORE DELETE ON change_mark
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'change_mark is append-only'); END;

CREATE TRIGGER change_mark_counted AFTER INSERT ON change_mark
BEGIN UPDATE tally SET change_marks = change_marks + 1; END;

CREATE TRIGGER change_mark_uncounted AFTER DELETE ON change_mark
BEGIN UPDATE tally SET change_marks = change_marks - 1; END;

CREATE TABLE outcome (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  case_revision INTEGER NOT NULL,
  meeting_id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number),
  UNIQUE (case_id, meeting_id, version),
  FOREIGN KEY (case_id, case_revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE INDEX outcome_by_meeting ON outcome (meeting_id, case_id, version);

CREATE TABLE attestation (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  case_revision INTEGER NOT NULL,
  outcome_number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('read_back', 'signed')),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number),
  FOREIGN KEY (case_id, outcome_number) REFERENCES outcome (case_id, number),
  FOREIGN KEY (case_id, case_revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE UNIQUE INDEX attestation_signed_once ON attestation (case_id, outcome_number)
WHERE kind = 'signed';

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  case_revision INTEGER NOT NULL,
  meeting_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number),
  FOREIGN KEY (case_id, case_revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE TABLE chase_entry (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number >= 1),
  case_revision INTEGER NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (case_id, number),
  FOREIGN KEY (case_id, case_revision) REFERENCES case_revision (case_id, number)
) STRICT;

CREATE TABLE outcome_draft (
  meeting_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  user TEXT NOT NULL,
  at TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (meeting_id, case_id, user)
) STRICT;

CREATE TABLE meeting_cursor (
  meeting_id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;

CREATE TRIGGER outcome_follows BEFORE INSERT ON outcome
WHEN NEW.version <> 1 + (
  SELECT coalesce(max(version), 0) FROM outcome
  WHERE case_id = NEW.case_id AND meeting_id = NEW.meeting_id
)
BEGIN SELECT RAISE(ABORT, 'outcome out of order'); END;

CREATE TRIGGER outcome_corrects BEFORE INSERT ON outcome
WHEN json_extract(NEW.payload, '$.correction.of_version') IS NOT (
  SELECT max(o.version) FROM outcome AS o
  JOIN attestation AS a ON a.case_id = o.case_id AND a.outcome_number = o.number
  WHERE o.case_id = NEW.case_id AND o.meeting_id = NEW.meeting_id AND a.kind = 'signed'
)
BEGIN SELECT RAISE(ABORT, 'a signed outcome is only corrected'); END;

CREATE TRIGGER attestation_fits BEFORE INSERT ON attestation
WHEN EXISTS (
  SELECT 1 FROM outcome AS o
  JOIN outcome AS later ON later.case_id = o.case_id AND later.meeting_id = o.meeting_id
    AND later.version > o.version
  WHERE o.case_id = NEW.case_id AND o.number = NEW.outcome_number
)
BEGIN SELECT RAISE(ABORT, 'a later version of the outcome exists'); END;

CREATE TRIGGER outcome_stays BEFORE UPDATE ON outcome
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;

CREATE TRIGGER attestation_stays BEFORE UPDATE ON attestation
BEGIN SELECT RAISE(ABORT, 'attestation is append-only'); END;

CREATE TRIGGER follow_up_stays BEFORE UPDATE ON follow_up
BEGIN SELECT RAISE(ABORT, 'follow_up is append-only'); END;

CREATE TRIGGER chase_entry_stays BEFORE UPDATE ON chase_entry
BEGIN SELECT RAISE(ABORT, 'chase_entry is append-only'); END;

CREATE TRIGGER outcome_kept BEFORE DELETE ON outcome
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'outcome is append-only'); END;

CREATE TRIGGER attestation_kept BEFORE DELETE ON attestation
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'attestation is append-only'); END;

CREATE TRIGGER follow_up_kept BEFORE DELETE ON follow_up
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'follow_up is append-only'); END;

CREATE TRIGGER chase_entry_kept BEFORE DELETE ON chase_entry
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'chase_entry is append-only'); END;

CREATE TRIGGER outcome_counted AFTER INSERT ON outcome
BEGIN UPDATE tally SET outcomes = outcomes + 1; END;

CREATE TRIGGER outcome_uncounted AFTER DELETE ON outcome
BEGIN UPDATE tally SET outcomes = outcomes - 1; END;

CREATE TRIGGER attestation_counted AFTER INSERT ON attestation
BEGIN UPDATE tally SET attestations = attestations + 1; END;

CREATE TRIGGER attestation_uncounted AFTER DELETE ON attestation
BEGIN UPDATE tally SET attestations = attestations - 1; END;

CREATE TRIGGER follow_up_counted AFTER INSERT ON follow_up
BEGIN UPDATE tally SET follow_ups = follow_ups + 1; END;

CREATE TRIGGER follow_up_uncounted AFTER DELETE ON follow_up
BEGIN UPDATE tally SET follow_ups = follow_ups - 1; END;

CREATE TRIGGER chase_entry_counted AFTER INSERT ON chase_entry
BEGIN UPDATE tally SET chase_entries = chase_entries + 1; END;

CREATE TRIGGER chase_entry_uncounted AFTER DELETE ON chase_entry
BEGIN UPDATE tally SET chase_entries = chase_entries - 1; END;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.by <> OLD.by OR NEW.action <> OLD.action
  OR NEW.subject <> OLD.subject OR NEW.subject_id IS NOT OLD.subject_id
  OR NEW.revision IS NOT OLD.revision OR NEW.digest <> OLD.digest OR NEW.hash <> OLD.hash
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR OLD.subject NOT IN (
    'case', 'assessment', 'decision', 'change_mark', 'outcome', 'attestation', 'follow_up',
    'chase_entry'
  )
  OR NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.subject_id)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
