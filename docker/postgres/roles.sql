-- The roles of the database (design: migrations, the site, the platform; and the mail server), made once by the superuser when the cluster is new.
-- Run by the postgres image from /docker-entrypoint-initdb.d; passwords come from its environment.
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
\getenv platform_password PLATFORM_PASSWORD
\getenv postfix_password POSTFIX_PASSWORD

-- Owns the tables and migrates. CREATEDB: schema comparisons run the migrations in a database of their own.
CREATE ROLE alumni_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB PASSWORD :'owner_password';
-- The site: reads and writes rows, of the association that the transaction names and no other.
CREATE ROLE alumni_app LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'app_password';
-- Applies tenant files and does the few audited jobs across associations.
CREATE ROLE alumni_platform LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'platform_password';
-- Looks up addresses for life, in one view of two columns.
CREATE ROLE alumni_postfix LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'postfix_password';

CREATE DATABASE alumni OWNER alumni_owner;
REVOKE CONNECT, TEMPORARY ON DATABASE alumni FROM PUBLIC;
GRANT CONNECT ON DATABASE alumni TO alumni_app, alumni_platform, alumni_postfix;

\connect alumni
ALTER SCHEMA public OWNER TO alumni_owner;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
