"""A cache in the database: attempts are counted together by all web processes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE nhipcau_cache (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX nhipcau_cache_expires ON nhipcau_cache (expires);
            """,
            "DROP TABLE nhipcau_cache",
        )
    ]
