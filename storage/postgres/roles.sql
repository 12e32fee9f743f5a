-- Who may do what with a book on PostgreSQL. Run once in the book's database by whoever made the book there:
--     psql --set ON_ERROR_STOP=1 --file roles.sql "postgresql://OWNER@HOST/DATABASE"
-- and then give people one of the two: GRANT dunnage_desk TO mei;  GRANT dunnage_reader TO auditor;
-- dunnage_desk    works: reads everything, changes facts, and adds to the history, which it can neither change nor take from.
-- dunnage_reader  reads everything and changes nothing: the book opens read-only.
-- The owner alone takes a person's data out for good (dunnage purge) and brings the tables into a later form.

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dunnage_reader') THEN
        CREATE ROLE dunnage_reader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dunnage_desk') THEN
        CREATE ROLE dunnage_desk NOLOGIN;
    END IF;
END
$$;

REVOKE ALL ON SCHEMA dunnage FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA dunnage FROM PUBLIC, dunnage_reader, dunnage_desk;
GRANT USAGE ON SCHEMA dunnage TO dunnage_reader, dunnage_desk;
GRANT SELECT ON dunnage.book, dunnage.fact, dunnage.entry TO dunnage_reader, dunnage_desk;
GRANT INSERT, UPDATE, DELETE ON dunnage.fact TO dunnage_desk;
GRANT INSERT (number, mark, doc) ON dunnage.entry TO dunnage_desk;
GRANT UPDATE (commit, link) ON dunnage.book TO dunnage_desk;
