-- Who may do what with a book on PostgreSQL. Run once in the book's database by whoever made the book there:
--     psql --set ON_ERROR_STOP=1 --file roles.sql "postgresql://OWNER@HOST/DATABASE"
-- and then give people one of the three: GRANT dunnage_desk TO mei;  GRANT dunnage_reader TO auditor;  GRANT dunnage_sales TO anna;
-- dunnage_desk    works: reads everything, changes facts, and adds to the history, which it can neither change nor take from.
-- dunnage_reader  reads everything and changes nothing: the book opens read-only.
-- dunnage_sales   reads the buyers that dunnage.scope names for its role, or for a role it belongs to, and no history: it could not
--                 be cut down to these buyers. INSERT INTO dunnage.scope (role, buyer) VALUES ('anna', 'C001');
-- The owner alone gives scopes, takes a person's data out for good (dunnage purge) and brings the tables into a later form.

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dunnage_reader') THEN
        CREATE ROLE dunnage_reader NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dunnage_desk') THEN
        CREATE ROLE dunnage_desk NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'dunnage_sales') THEN
        CREATE ROLE dunnage_sales NOLOGIN;
    END IF;
END
$$;

CREATE TABLE IF NOT EXISTS dunnage.scope (role text NOT NULL, buyer text NOT NULL, PRIMARY KEY (role, buyer));
-- What a screen showed of the whole book, kept for whoever opens it next: it tells of every buyer.
CREATE TABLE IF NOT EXISTS dunnage.first_page (name text PRIMARY KEY, number bigint NOT NULL, doc text NOT NULL);

REVOKE ALL ON SCHEMA dunnage FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA dunnage FROM PUBLIC, dunnage_reader, dunnage_desk, dunnage_sales;
GRANT USAGE ON SCHEMA dunnage TO dunnage_reader, dunnage_desk, dunnage_sales;
GRANT SELECT ON dunnage.book, dunnage.fact, dunnage.scope TO dunnage_reader, dunnage_desk, dunnage_sales;
GRANT SELECT ON dunnage.entry TO dunnage_reader, dunnage_desk;
GRANT INSERT, UPDATE, DELETE ON dunnage.fact TO dunnage_desk;
GRANT SELECT ON dunnage.first_page TO dunnage_reader, dunnage_desk;
GRANT INSERT, UPDATE ON dunnage.first_page TO dunnage_desk;
GRANT INSERT (number, mark, doc) ON dunnage.entry TO dunnage_desk;
GRANT UPDATE (commit, link) ON dunnage.book TO dunnage_desk;

-- Which rows each sees. The owner of the tables is held by none of this.
ALTER TABLE dunnage.fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE dunnage.scope ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS whole ON dunnage.fact;
DROP POLICY IF EXISTS part ON dunnage.fact;
DROP POLICY IF EXISTS whole ON dunnage.scope;
DROP POLICY IF EXISTS own ON dunnage.scope;
CREATE POLICY whole ON dunnage.fact TO dunnage_reader, dunnage_desk USING (true) WITH CHECK (true);
CREATE POLICY whole ON dunnage.scope FOR SELECT TO dunnage_reader, dunnage_desk USING (true);
CREATE POLICY own ON dunnage.scope FOR SELECT TO dunnage_sales
    USING (role IN (SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')));
CREATE POLICY part ON dunnage.fact FOR SELECT TO dunnage_sales
    USING (buyer IN (SELECT scope.buyer FROM dunnage.scope));
