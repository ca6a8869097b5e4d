"""Why no certificate can be made.

CertificateError
├── RequestIsWrong
│   ├── TribunalIsUnknown       not one of this office's
│   ├── LanguageIsUnknown       not one or two of the six
│   ├── NumberOfCasesIsWrong    none, or more than five
│   ├── RequestIsInTheFuture    its day has not come yet at the seat
│   ├── StartIsInTheFuture, EndIsInTheFuture
│   ├── EndIsBeforeStart
│   └── EndIsNotYet             an end is stated for a mediation that goes on
└── PrintingFailed              names the kind of error, never what was on the page
    ├── PageIsTooLong           it does not go on one page
    ├── CharacterHasNoFont      its arguments are the characters
    └── TimestampFailed         the configured service gave none
"""

from __future__ import annotations


class CertificateError(Exception):
    pass


class RequestIsWrong(CertificateError):
    pass


class TribunalIsUnknown(RequestIsWrong):
    pass


class LanguageIsUnknown(RequestIsWrong):
    pass


class NumberOfCasesIsWrong(RequestIsWrong):
    pass


class RequestIsInTheFuture(RequestIsWrong):
    pass


class StartIsInTheFuture(RequestIsWrong):
    pass


class EndIsInTheFuture(RequestIsWrong):
    pass


class EndIsBeforeStart(RequestIsWrong):
    pass


class EndIsNotYet(RequestIsWrong):
    pass


class PrintingFailed(CertificateError):
    pass


class PageIsTooLong(PrintingFailed):
    pass


class CharacterHasNoFont(PrintingFailed):
    pass


class TimestampFailed(PrintingFailed):
    pass


NAMED = {kind.__name__: kind for kind in (PageIsTooLong, CharacterHasNoFont, TimestampFailed)}
