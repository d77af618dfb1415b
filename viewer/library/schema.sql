-- A Dateline library: one SQLite file that can be read without Dateline.
--
-- Offsets are code points into articles' text, end exclusive. Coordinates are WGS 84 degrees.
-- Days are counted from 1970-01-01 (`date(day * 86400, 'unixepoch')` shows one). What is NULL is
-- not known. Every table is STRICT; foreign keys are to be switched on by whoever writes.
-- `PRAGMA application_id` is 0x44544C4E ("DTLN"), `PRAGMA user_version` the version of this schema.
-- Dateline's own counts leave out mentions with the role 'adjective' and those in passages of the
-- kind 'boilerplate', and take one article of each `story`.
--
-- Which articles of March 2022 mention Kyiv?
--     SELECT articles.title, articles.source, date(articles.day * 86400, 'unixepoch') AS day
--     FROM articles
--     JOIN mentions ON mentions.article = articles.number
--     JOIN places ON places.number = mentions.place
--     WHERE places.title = 'Kyiv'
--     AND articles.day BETWEEN unixepoch('2022-03-01') / 86400 AND unixepoch('2022-03-31') / 86400
--     GROUP BY articles.number;
--
-- Which passages have these words?
--     SELECT articles.title, passages.kind, snippet(passage_words, 0, '[', ']', '...', 20)
--     FROM passage_words
--     JOIN passages ON passages.number = passage_words.rowid
--     JOIN articles ON articles.number = passages.article
--     WHERE passage_words MATCH '"the harbour" AND (oil OR gas*)';

-- What made a result: when one of these differs from what Dateline would use now, the result is
-- stale and can be made again.
CREATE TABLE makers (
    number      INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('reader', 'finder')),
    description TEXT NOT NULL,  -- JSON: version of the rules, fingerprints of the gazetteers
    UNIQUE (kind, description)
) STRICT;

CREATE TABLE articles (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order in which they came; never used again
    id          TEXT NOT NULL UNIQUE,   -- SHA-256 of what it was read from
    title       TEXT NOT NULL,
    source      TEXT,                   -- who published it
    source_from TEXT,                   -- where that stands, in plain words
    author      TEXT,
    author_from TEXT,
    url         TEXT,
    language    TEXT,                   -- ISO 639-1
    language_from TEXT,
    day         INTEGER,                -- the date; the first day of a month or a year
    precision   TEXT CHECK (precision IN ('day', 'month', 'year')),
    day_from    TEXT,
    encoding    TEXT NOT NULL,
    length      INTEGER NOT NULL,       -- of the text
    reader      INTEGER NOT NULL REFERENCES makers,
    finder      INTEGER REFERENCES makers,  -- what found its places; NULL: they are still to be found
    likeness    BLOB,                   -- what near copies are known by
    story       INTEGER,                -- its own number or, of copies, that of the first, be it gone
    -- Derived from the tables below, for speed:
    first_passage INTEGER NOT NULL,     -- the number of the first; the others follow without a gap
    passage_count INTEGER NOT NULL,
    packed      BLOB NOT NULL DEFAULT x'',  -- what the map counts: viewer/library/storage/packing.py
    changed     INTEGER NOT NULL        -- the change of the library that wrote it last
) STRICT;
CREATE INDEX articles_of_a_story ON articles (story);
CREATE INDEX articles_by_change ON articles (changed);

CREATE TABLE changes (                  -- one row: how many changes of articles there have been
    last        INTEGER NOT NULL
) STRICT;
INSERT INTO changes VALUES (0);

CREATE TABLE texts (
    article     INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text        TEXT NOT NULL
) STRICT;

-- Where an article came from: copies with the same bytes have one row each.
CREATE TABLE files (
    path        BLOB NOT NULL,          -- as the system has it; not every name is UTF-8
    part        TEXT NOT NULL,          -- '' or, of several articles in a file, which
    article     INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    PRIMARY KEY (path, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_of_an_article ON files (article);

-- What each file was when it was read: one that is the same still need not be read again.
CREATE TABLE readings (
    path        BLOB PRIMARY KEY,
    size        INTEGER NOT NULL,       -- bytes
    modified    INTEGER NOT NULL,       -- nanoseconds since 1970
    sha256      TEXT,                   -- of the whole file; NULL where it could not be read
    reader      INTEGER NOT NULL REFERENCES makers
) STRICT, WITHOUT ROWID;

CREATE TABLE faults (                   -- what could not be read
    path        BLOB NOT NULL,
    line        INTEGER,
    reason      TEXT NOT NULL
) STRICT;
CREATE INDEX faults_of_a_file ON faults (path);

CREATE TABLE notes (                    -- what to know about a file that was read
    path        BLOB NOT NULL,
    text        TEXT NOT NULL
) STRICT;
CREATE INDEX notes_of_a_file ON notes (path);

CREATE TABLE folders (                  -- what was opened: folders, and files named one by one
    path        BLOB PRIMARY KEY,
    watched     INTEGER NOT NULL DEFAULT 0 CHECK (watched IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE passages (
    number      INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,       -- 0 is the first of the article
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK
        (kind IN ('title', 'dateline', 'paragraph', 'caption', 'boilerplate')),
    UNIQUE (article, ordinal)
) STRICT;

CREATE TABLE places (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,   -- of the gazetteer: "gn:703448"
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    shape       TEXT NOT NULL CHECK (shape IN ('point', 'line', 'area', 'vague', 'circle')),
    lat         REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon         REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
    country     TEXT,                   -- the first of its ISO 3166-1 codes
    region      TEXT,
    population  INTEGER,
    source      TEXT NOT NULL,
    more        TEXT NOT NULL           -- JSON: variants, all codes, outline, row of the gazetteer
) STRICT;

CREATE TABLE names (                    -- surface forms without a possessive, in small letters
    number      INTEGER PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE mentions (                 -- as they count: with what people decided
    article     INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    passage     INTEGER,                -- its ordinal; NULL: it stands in none
    name        INTEGER NOT NULL REFERENCES names,
    role        TEXT NOT NULL CHECK (role IN ('dateline', 'literal', 'metonym', 'adjective')),
    place       INTEGER REFERENCES places,
    score       REAL NOT NULL,          -- how sure the placing is, 0 to 1
    unsure      INTEGER NOT NULL CHECK (unsure IN (0, 1)),
    decided_by  TEXT NOT NULL,          -- the rule, or 'you'
    why         TEXT NOT NULL,          -- why it has no place
    note        TEXT NOT NULL,
    PRIMARY KEY (article, start),
    FOREIGN KEY (article, passage) REFERENCES passages (article, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What was found where people decided otherwise; it counts again when they undo that.
CREATE TABLE overruled (
    article     INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start       INTEGER NOT NULL,
    end         INTEGER NOT NULL,
    passage     INTEGER,
    name        INTEGER NOT NULL REFERENCES names,
    role        TEXT NOT NULL CHECK (role IN ('dateline', 'literal', 'metonym', 'adjective')),
    place       INTEGER REFERENCES places,
    score       REAL NOT NULL,
    unsure      INTEGER NOT NULL CHECK (unsure IN (0, 1)),
    decided_by  TEXT NOT NULL,
    why         TEXT NOT NULL,
    note        TEXT NOT NULL,
    PRIMARY KEY (article, start),
    FOREIGN KEY (article, passage) REFERENCES passages (article, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What people decided. A decision stands on the words that it was made on, not on a row: it is
-- kept when its article is read again, and when its text is gone it is an orphan, never moved.
CREATE TABLE decisions (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    made        TEXT NOT NULL,          -- ISO 8601, UTC
    kind        TEXT NOT NULL CHECK (kind IN ('place', 'no place', 'own story')),
    article_id  TEXT NOT NULL,          -- articles.id; the article itself may be gone
    title       TEXT NOT NULL,          -- of the article
    path        BLOB,                   -- the file in which it was
    part        TEXT,
    exact       TEXT,                   -- the words, as in a W3C TextQuoteSelector
    prefix      TEXT,                   -- some words before them
    suffix      TEXT,                   -- some words after them
    start       INTEGER,                -- where they stand, or stood last
    end         INTEGER,
    place       INTEGER REFERENCES places,
    story       INTEGER,                -- the story from which an article was taken
    undone      INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    orphan      INTEGER NOT NULL DEFAULT 0 CHECK (orphan IN (0, 1))  -- its words are gone
) STRICT;
CREATE INDEX decisions_on_an_article ON decisions (article_id);
CREATE INDEX decisions_on_a_file ON decisions (path);

CREATE TABLE views (                    -- a name for filters, map position and selection
    name        TEXT PRIMARY KEY,
    made        TEXT NOT NULL,
    state       TEXT NOT NULL           -- JSON
) STRICT, WITHOUT ROWID;

-- Full text of the passages. The words themselves are only in `texts`.
CREATE VIEW passage_texts AS
    SELECT passages.number AS number,
           substr(texts.text, passages.start + 1, passages.end - passages.start) AS text
    FROM passages JOIN texts USING (article);
CREATE VIRTUAL TABLE passage_words USING fts5 (
    text, content = 'passage_texts', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
