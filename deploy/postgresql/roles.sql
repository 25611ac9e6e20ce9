-- Run once by a superuser:  psql -v owner_password=... -v app_password=... -f deploy/postgresql/roles.sql
-- portal_owner migrates. portal_app is what the portal connects as: it owns no table, and the migrations take from it
-- what nobody may do to the audit log and the histories. A second database on the server works the same way.
\set ON_ERROR_STOP on
CREATE ROLE portal_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE portal_app LOGIN PASSWORD :'app_password';
-- C.UTF-8: with the locale "C" the search for parts of names sees no Chinese letters.
CREATE DATABASE portal OWNER portal_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE portal FROM PUBLIC;
GRANT CONNECT ON DATABASE portal TO portal_app;

\connect portal
CREATE EXTENSION IF NOT EXISTS pg_trgm;
GRANT USAGE ON SCHEMA public TO portal_app;
GRANT CREATE ON SCHEMA public TO portal_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT EXECUTE ON FUNCTIONS TO portal_app;
