"""Desks, interviewers, queues, interviews and outcomes, for any occasion."""
