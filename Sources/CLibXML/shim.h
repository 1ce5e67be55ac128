/* Debian builds the library with ICU, whose headers clash with those inside FoundationEssentials. Only the converters of
   character sets use them, which nothing here does: text comes in as UTF-8. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

/* The library frees through a variable that a program may set. */
static inline void clibxml_free(void *memory) { xmlFree(memory); }
