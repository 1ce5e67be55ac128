/* The header must stay readable by a C compiler: this file is its only C reader in the package. */
#include "cxapian.h"

_Static_assert(CX_OK == 0, "success is zero");
_Static_assert(sizeof(cx_status) == sizeof(int), "a status crosses the boundary as int");
_Static_assert(CX_MAX_TERM < 256, "the length of a term fits into one byte of a document batch");
