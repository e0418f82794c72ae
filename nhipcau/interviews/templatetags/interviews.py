"""`{% load interviews %}`: names as others may read them."""

from django import template

from nhipcau.interviews.rules import people

register = template.Library()


@register.filter
def short_name(full_name: str) -> str:
    return people.short_name(full_name)
