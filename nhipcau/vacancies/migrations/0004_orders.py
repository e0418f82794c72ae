"""Orders are asked for and approved. Those that stand already were taken on by their centre."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0002_papers_and_communes"),
        ("employers", "0001_initial"),
        ("reference", "0001_initial"),
        ("vacancies", "0003_sheet_file"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.PositiveIntegerField(verbose_name="people asked for")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what we say to them")),
                ("asked_at", models.DateTimeField()),
                ("can_send", models.PositiveIntegerField(null=True, verbose_name="people they can send")),
                ("by_day", models.DateField(null=True, verbose_name="by which day")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="what they say")),
                ("answered_at", models.DateTimeField(null=True)),
                ("noted_by_host", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="OrderChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("headcount_before", models.PositiveIntegerField()),
                ("headcount", models.PositiveIntegerField(verbose_name="people needed")),
                ("due_before", models.DateField()),
                ("due_on", models.DateField(verbose_name="needed by")),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="labourorder",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="conditions",
            field=models.CharField(blank=True, max_length=500, verbose_name="conditions"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="contact_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="contact person"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="contact_phone",
            field=models.CharField(blank=True, max_length=20, verbose_name="contact phone"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="edition",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="has_bus",
            field=models.BooleanField(default=False, verbose_name="shuttle bus"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="has_dormitory",
            field=models.BooleanField(default=False, verbose_name="dormitory"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="note",
            field=models.CharField(blank=True, max_length=500, verbose_name="note"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="pay_from",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="pay from, in đồng"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="pay_to",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="pay to, in đồng"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="provinces",
            field=models.ManyToManyField(blank=True, related_name="+", to="reference.province"),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="requested_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="shift",
            field=models.CharField(
                blank=True,
                choices=[
                    ("day", "Day shift"),
                    ("two", "Two shifts"),
                    ("three", "Three shifts"),
                    ("night", "Night shift"),
                    ("flexible", "Flexible hours"),
                ],
                max_length=8,
                verbose_name="shift",
            ),
        ),
        migrations.AddField(
            model_name="labourorder",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Being written"),
                    ("requested", "Waiting for the centre's yes"),
                    ("returned", "Sent back to be mended"),
                    ("approved", "The centre is looking for people"),
                    ("fulfilled", "Everybody was found"),
                    ("ended", "Ended"),
                    ("withdrawn", "Withdrawn by the enterprise"),
                ],
                default="approved",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="labourorder",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Being written"),
                    ("requested", "Waiting for the centre's yes"),
                    ("returned", "Sent back to be mended"),
                    ("approved", "The centre is looking for people"),
                    ("fulfilled", "Everybody was found"),
                    ("ended", "Ended"),
                    ("withdrawn", "Withdrawn by the enterprise"),
                ],
                default="requested",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="labourorder",
            index=models.Index(fields=["centre", "state", "due_on"], name="vacancies_l_centre__a70554_idx"),
        ),
        migrations.AddConstraint(
            model_name="labourorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_from", None), ("pay_to", None), ("pay_from__lte", models.F("pay_to")), _connector="OR"
                ),
                name="order_pay_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="labourorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="returned_order_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="labourorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state__in", ("fulfilled", "ended", "withdrawn"))),
                    models.Q(
                        models.Q(("state__in", ("fulfilled", "ended", "withdrawn")), _negated=True), ("closed_at", None)
                    ),
                    _connector="OR",
                ),
                name="closed_order_has_its_day",
            ),
        ),
        migrations.AddField(
            model_name="orderask",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="orderask",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="orderask",
            name="centre",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centres.centre"),
        ),
        migrations.AddField(
            model_name="orderask",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="asks", to="vacancies.labourorder"
            ),
        ),
        migrations.AddField(
            model_name="orderchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="orderchange",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="vacancies.labourorder"
            ),
        ),
        migrations.AddIndex(
            model_name="orderask",
            index=models.Index(condition=models.Q(("answered_at", None)), fields=["centre"], name="asks_waiting"),
        ),
        migrations.AddConstraint(
            model_name="orderask",
            constraint=models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="ask_is_for_somebody"),
        ),
        migrations.AddConstraint(
            model_name="orderask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("can_send", None)),
                    models.Q(("answered_at__isnull", False), ("can_send__isnull", False)),
                    _connector="OR",
                ),
                name="answer_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None)), fields=("order", "centre"), name="one_open_ask_per_centre"
            ),
        ),
        migrations.AddConstraint(
            model_name="orderchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("headcount", models.F("headcount_before")), _negated=True),
                    models.Q(("due_on", models.F("due_before")), _negated=True),
                    _connector="OR",
                ),
                name="something_changed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="orderchange",
            trigger=pgtrigger.compiler.Trigger(
                name="order_change_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e680da155727e4b97022aad76c7c63f05a8c2605",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_order_change_is_kept_d48d2",
                    table="vacancies_orderchange",
                    when="BEFORE",
                ),
            ),
        ),
    ]
