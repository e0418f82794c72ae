"""Printed papers: PDF pages and QR codes."""
