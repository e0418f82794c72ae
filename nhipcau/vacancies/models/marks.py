"""Which openings changed, for the search index: written by the database itself, so that no way around is forgotten."""

import uuid

import pgtrigger
from django.db import models
from django.db.models.functions import Now


class SearchMark(models.Model):
    """One change of one opening. `xid` is the transaction: what a reader could not see yet stays ahead of it."""

    vacancy_id = models.BigIntegerField()
    xid = models.BigIntegerField(db_index=True)
    made_at = models.DateTimeField(db_default=Now())


class SearchOrigin(models.Model):
    """One row. An index built from another database, or from before `forgotten` (an xid), is of no use."""

    origin = models.UUIDField(default=uuid.uuid4, editable=False)
    forgotten = models.BigIntegerField(default=0)
    one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(name="only_one_origin", condition=models.Q(one=True))]


MARKING = pgtrigger.Trigger(
    name="search_mark",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        INSERT INTO vacancies_searchmark (vacancy_id, xid)
        VALUES (COALESCE(NEW.id, OLD.id), pg_current_xact_id()::text::bigint);
        RETURN NULL;
    """,
)
