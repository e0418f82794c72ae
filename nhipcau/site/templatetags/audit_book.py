"""Filters of the audit book."""

from django import template

from nhipcau.site import audit_words

register = template.Library()


@register.filter
def in_words(action: str) -> str:
    """`{{ line.action|in_words }}`"""
    return audit_words.in_words(action)
