-- Marks of changes, saved views of the list, and the revision a draft began from.

-- Append-only: whether a change of class, grade or stage was a true change or better work-up.
-- A later mark of the same change stands beside the earlier one and counts.
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

-- What people look for again and again; replaced and removed as they like.
CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  content TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (owner, name)
) STRICT;

ALTER TABLE draft ADD COLUMN base_revision INTEGER NOT NULL DEFAULT 0;

ALTER TABLE tally ADD COLUMN change_marks INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER change_mark_stays BEFORE UPDATE ON change_mark
BEGIN SELECT RAISE(ABORT, 'change_mark is append-only'); END;

CREATE TRIGGER change_mark_kept BEFORE DELETE ON change_mark
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'change_mark is append-only'); END;

CREATE TRIGGER change_mark_counted AFTER INSERT ON change_mark
BEGIN UPDATE tally SET change_marks = change_marks + 1; END;

CREATE TRIGGER change_mark_uncounted AFTER DELETE ON change_mark
BEGIN UPDATE tally SET change_marks = change_marks - 1; END;

-- Entries about marks are emptied with their patient too.
DROP TRIGGER audit_stays;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.by <> OLD.by OR NEW.action <> OLD.action
  OR NEW.subject <> OLD.subject OR NEW.subject_id IS NOT OLD.subject_id
  OR NEW.revision IS NOT OLD.revision OR NEW.digest <> OLD.digest OR NEW.hash <> OLD.hash
  OR NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
  OR OLD.subject NOT IN ('case', 'assessment', 'decision', 'change_mark')
  OR NOT EXISTS (SELECT 1 FROM erasure WHERE case_id = OLD.subject_id)
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
