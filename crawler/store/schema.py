"""The tables of an outlet's state file and the way from older versions to this one; SQL text, nothing runs here.

Sizes were chosen for ten million URLs (benchmarks/state.py): the two tables that grow with every URL hold fixed, short
rows keyed by 16 and 8 bytes; all that is long stands in `pending` and `source`, whose rows come and go.
"""

APPLICATION_ID = 0x43504453
"""`CPDS` in the header of the file (sqlite.org/fileformat2.html, offset 68): tells our files from others'."""

_FIRST = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- A run of this outlet. The highest number is the run that may write (the fence); counts is a JSON object.
CREATE TABLE run(
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, started INTEGER NOT NULL, ended INTEGER, counts TEXT
);

-- Length of each file up to which its bytes are safe on disk; what is after it is cut off at the next start.
-- last_seen_at: first_seen_at of its last line, in microseconds.
CREATE TABLE file(name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, last_seen_at INTEGER NOT NULL) WITHOUT ROWID;

-- Pages that need not be fetched again by themselves. Times are UNIX seconds. revision is NULL where the page is no
-- article of its own (rejected, gone, or a second address of an article); day (since 1970), offset and length say where
-- the newest revision stands.
CREATE TABLE url(
    key BLOB PRIMARY KEY, first_seen INTEGER NOT NULL, fetched INTEGER NOT NULL,
    revision INTEGER, day INTEGER, offset INTEGER, length INTEGER
) WITHOUT ROWID;

-- Which article has this text: 8 bytes of the content hash, the first 8 bytes of the article's URL key.
CREATE TABLE text(hash INTEGER PRIMARY KEY, article INTEGER NOT NULL);

-- Links to fetch. due: 0 now, -1 taken by the run, else not before these UNIX seconds. Lower rank goes first.
CREATE TABLE pending(
    number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, rank INTEGER NOT NULL, due INTEGER NOT NULL,
    tries INTEGER NOT NULL, known INTEGER NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, depth INTEGER NOT NULL,
    via_kind TEXT, via_url TEXT, lastmod INTEGER, title TEXT, published TEXT, etag TEXT, last_modified TEXT
);
CREATE INDEX pending_ready ON pending(rank) WHERE due = 0;
CREATE INDEX pending_later ON pending(due) WHERE due <> 0;

-- Feeds, sitemaps, sections: when asked last, in which run, and what to ask with next time.
-- via_url is the source that named it: it is asked again where that one has not changed.
CREATE TABLE source(
    key BLOB PRIMARY KEY, url TEXT NOT NULL, run INTEGER NOT NULL, fetched INTEGER NOT NULL,
    etag TEXT, last_modified TEXT,
    kind TEXT NOT NULL, depth INTEGER NOT NULL, via_kind TEXT, via_url TEXT, lastmod INTEGER
) WITHOUT ROWID;

-- What URLs of one shape have given: pages that were articles, and pages that were not.
CREATE TABLE pattern(hash INTEGER PRIMARY KEY, articles INTEGER NOT NULL, misses INTEGER NOT NULL);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""`MIGRATIONS[n]` leads from version n to n + 1; an entry is never changed once released."""

VERSION = len(MIGRATIONS)
