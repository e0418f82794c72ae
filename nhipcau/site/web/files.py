"""Giving a kept file back, always as a download, only to whom its context names."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from nhipcau.accounts.api import SIGNED_IN, SignedInRequest, access
from nhipcau.foundation.files import api as files


@require_safe
@access(SIGNED_IN)
def download(request: SignedInRequest, token: str) -> HttpResponse:
    """A file of somebody else is not found, as one that never was."""
    file = files.StoredFile.objects.filter(token=token).first()
    if file is None or not files.may_open(request.user, file):
        raise Http404
    headers = {
        "Content-Disposition": str(content_disposition_header(True, file.name)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(files.read(file), content_type="application/octet-stream", headers=headers)
