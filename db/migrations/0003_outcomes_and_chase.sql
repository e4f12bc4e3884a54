-- Outcomes of discussions with their signatures, what follows from them, and what is chased.

-- Append-only: every version of the outcome of a case at a meeting. Versions count within the
-- meeting, numbers within the case.
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

-- Append-only: that a version was read back to the room, and that somebody signed it.
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

-- Append-only: actions done or moved, people told, plans followed or not, dated addenda.
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

-- Append-only: what was asked of whom, reminded of, and came back.
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

-- Short-lived: an outcome being typed, kept at every key, and where a running meeting is.
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

-- Versions follow each other; after a signature only a correction that names it may follow.
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

-- Only the newest version is read back or signed.
CREATE TRIGGER attestation_fits BEFORE INSERT ON attestation
WHEN EXISTS (
  SELECT 1 FROM outcome AS o
  JOIN outcome AS later ON later.case_id = o.case_id AND later.meeting_id = o.meeting_id
    AND later.version > o.version
  WHERE o.case_id = NEW.case_id AND o.number = NEW.outcome_number
)
BEGIN SELECT RAISE(ABORT, 'a later version of the outcome exists'); END;

-- Nothing is overwritten, and nothing is deleted except the records of an erased patient.
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

-- The tally moves with the rows.
ALTER TABLE tally ADD COLUMN outcomes INTEGER NOT NULL DEFAULT 0;

ALTER TABLE tally ADD COLUMN attestations INTEGER NOT NULL DEFAULT 0;

ALTER TABLE tally ADD COLUMN follow_ups INTEGER NOT NULL DEFAULT 0;

ALTER TABLE tally ADD COLUMN chase_entries INTEGER NOT NULL DEFAULT 0;

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

-- Entries about outcomes are emptied with their patient too.
DROP TRIGGER audit_stays;

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
