#!/bin/sh
# Runs once, when the database server is new: the program's own role, which is no superuser, and its database.
# The triggers that guard the logboek hold for this role.
set -eu
psql -v ON_ERROR_STOP=1 -v wachtwoord="$DATABASE_PASSWORD" -U "${POSTGRES_USER:-postgres}" -d postgres <<'SQL'
CREATE ROLE toezicht LOGIN PASSWORD :'wachtwoord';
CREATE DATABASE toezicht OWNER toezicht;
SQL
