"""Who may do what inside the private database: the owner migrates, the application owns nothing."""

import psycopg
from psycopg import sql

from config.private.places import SOCKETS

OWNER, APPLICATION, NAME = "nhipcau_owner", "nhipcau_app", "nhipcau"
RIGHTS = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "USAGE, SELECT"}


def connect(database: str, user: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(host=str(SOCKETS), port=5432, user=user, dbname=database, autocommit=True, connect_timeout=5)


def ensure() -> None:
    """Safe to repeat. Rights are given in template1, so every database made later has them too."""
    with connect("template1") as cluster:
        made = {row[0] for row in cluster.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in made:
            cluster.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        if APPLICATION not in made:
            cluster.execute(f"CREATE ROLE {APPLICATION} LOGIN")
            cluster.execute(f"GRANT {APPLICATION} TO {OWNER}")
        for things, rights in RIGHTS.items():
            cluster.execute(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT {rights} ON {things} TO {APPLICATION}")
        if not cluster.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            cluster.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(NAME), sql.Identifier(OWNER)))


def others_connected() -> int:
    """How many clients use the database besides the one who asks."""
    with connect("postgres") as cluster:
        row = cluster.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return int(str(row[0])) if row else 0
