/*
 * The C face of libxapian: read one single-file glass index, search it, write and merge parts.
 *
 * Conventions
 * - Every function is noexcept. A C++ exception becomes a `cx_status` and, where `error` is not NULL, a `cx_error`
 *   that the caller frees with `cx_error_free`. On CX_OK `*error` is set to NULL.
 * - A status stands for one reaction that a caller can have, not for one class of libxapian.
 * - Text is pointer + length in bytes, never NUL-terminated, except file paths. Numbers in packed formats are
 *   little-endian and unaligned.
 * - A `cx_reader` or `cx_writer` belongs to one thread at a time: libxapian aborts the process when one is shared.
 *   Different handles may be used by different threads.
 * - Pointers handed in are read during the call only. Pointers handed to a visitor are valid during its call only.
 * - libxapian is never given a path that it could take for a stub file: a stub may name a program to run.
 * - `*_free` and `*_close` accept NULL.
 */
#ifndef CXAPIAN_H
#define CXAPIAN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define CX_NOEXCEPT noexcept
extern "C" {
#else
#define CX_NOEXCEPT
#endif

/* ---- Status and error ------------------------------------------------------------------------------------------ */

typedef enum cx_status {
  CX_OK = 0,
  CX_NOT_FOUND = 1,        /* no such file, index or document */
  CX_LOCKED = 2,           /* another writer holds the index */
  CX_CORRUPT = 3,          /* damaged, cut off, or not an index at all */
  CX_VERSION = 4,          /* an index of a format that this library does not read */
  CX_MODIFIED = 5,         /* changed under the reader: open again */
  CX_IO = 6,               /* the system refused: see cx_error_errno */
  CX_NO_SPACE = 7,         /* disk full, quota or file size limit */
  CX_INVALID_ARGUMENT = 8, /* malformed program, batch or option, or a combination that cannot be searched */
  CX_LIMIT = 9,            /* well formed, but larger than a limit of this header or of the call */
  CX_NETWORK = 10,         /* a remote part failed: its connection has to be made anew; ETIMEDOUT: no answer in time */
  CX_TIMEOUT = 11,         /* the deadline of the search has passed */
  CX_MEMORY = 12,          /* out of memory */
  CX_MISUSE = 13,          /* called in a state that does not allow it, such as after closing */
  CX_INTERNAL = 14         /* a fault in this bridge or in libxapian */
} cx_status;

typedef struct cx_error cx_error;

cx_status cx_error_status(const cx_error *error) CX_NOEXCEPT;
/* UTF-8, NUL-terminated, at most CX_MAX_MESSAGE bytes; lives as long as the error. */
const char *cx_error_message(const cx_error *error) CX_NOEXCEPT;
/* The errno behind it, or 0. */
int cx_error_errno(const cx_error *error) CX_NOEXCEPT;
void cx_error_free(cx_error *error) CX_NOEXCEPT;

/* The version of libxapian in use, such as "1.4.22". Static storage. */
const char *cx_version(void) CX_NOEXCEPT;

/* Raises the exception of the given number behind the guard, for tests of the mapping; `system_error` becomes its
 * errno where the class carries one. `*name` receives the class (static storage). CX_OK past the last number. */
cx_status cx_raise(unsigned number, int system_error, const char **name, cx_error **error) CX_NOEXCEPT;

/* ---- Limits ---------------------------------------------------------------------------------------------------- */

enum {
  CX_MAX_MESSAGE = 1000,   /* bytes of an error message */
  CX_MAX_TERM = 245,       /* bytes of a term */
  CX_MAX_LEAVES = 2048,    /* leaves of one program, before prefixes expand */
  CX_MAX_EXPANSION = 4096, /* terms that all prefixes of one program expand to, together */
  CX_MAX_DEPTH = 32,       /* nesting of one program */
  CX_MAX_WINDOW = 1000,    /* positions of a phrase or near window */
  CX_MAX_HITS = 1000000,   /* offset + limit of one search */
  CX_MAX_TIMEOUT = 600000  /* milliseconds that a server may take for one exchange */
};

/* ---- Reader ---------------------------------------------------------------------------------------------------- */

typedef struct cx_reader cx_reader;

/* Posting lists of one index as arrays, kept for the searches to come: readers that are opened with it share them, from
 * any threads. Beyond `byte_limit` those go that were not asked for longest. It may be freed before the readers. */
typedef struct cx_postings cx_postings;

cx_status cx_postings_create(size_t byte_limit, cx_postings **postings, cx_error **error) CX_NOEXCEPT;
void cx_postings_free(cx_postings *postings) CX_NOEXCEPT;

/* Opens a single-file glass index from its first byte. The descriptor stays the caller's and may be closed after.
 * Its file offset is used while opening: descriptors that share one offset must not be opened at the same time.
 * `postings` belongs to this index, or is NULL: then nothing is kept. */
cx_status cx_reader_open_fd(int fd, const cx_postings *postings, cx_reader **reader, cx_error **error) CX_NOEXCEPT;
/* Opens what an xapian-tcpsrv serves. Neither connecting nor any exchange of messages may take longer than
 * `timeout_ms`; a host name is resolved first, in the system's own time. */
cx_status cx_reader_open_remote(const char *host, uint16_t port, uint32_t timeout_ms, const cx_postings *postings,
                                cx_reader **reader, cx_error **error) CX_NOEXCEPT;
/* One reader over all parts: docids of a part go up by the last docids of the parts before it, frequencies and lengths
 * count over all of them. The parts must be closed before `reader` is used. */
cx_status cx_reader_join(const cx_reader *const *parts, size_t count, const cx_postings *postings, cx_reader **reader,
                         cx_error **error) CX_NOEXCEPT;
void cx_reader_close(cx_reader *reader) CX_NOEXCEPT;

/* Reads the lists of those terms, at most `most`, that searches of another index asked for last: the terms of queries recur.
 * `lengths` is as for a search. Does nothing where a part of the index is served elsewhere. */
cx_status cx_reader_read_ahead(const cx_reader *reader, const cx_reader *other, size_t most, const uint8_t *lengths,
                               size_t length_count, cx_error **error) CX_NOEXCEPT;

typedef struct cx_reader_statistics {
  uint32_t document_count;
  uint32_t last_docid;
  double average_length; /* sum of wdf per document */
  char uuid[40];         /* made when the file was written; empty where parts are joined */
} cx_reader_statistics;

cx_status cx_reader_describe(const cx_reader *reader, cx_reader_statistics *out, cx_error **error) CX_NOEXCEPT;

/* Documents with the term; 0 for a term that is not there. */
cx_status cx_reader_term_freq(const cx_reader *reader, const uint8_t *term, size_t term_len, uint32_t *out,
                              cx_error **error) CX_NOEXCEPT;

/* Called per term in byte order; anything but 0 stops the enumeration. Must not call the same reader. */
typedef int (*cx_term_visitor)(void *context, const uint8_t *term, size_t term_len, uint32_t freq);

/* The terms that begin with `prefix` (length 0: all), from the first that is not below `from` (length 0: the first).
 * `limit` 0: no limit. `*visited` (may be NULL) receives the number of calls. */
cx_status cx_reader_terms(const cx_reader *reader, const uint8_t *prefix, size_t prefix_len, const uint8_t *from,
                          size_t from_len, uint64_t limit, cx_term_visitor visitor, void *context, uint64_t *visited,
                          cx_error **error) CX_NOEXCEPT;

/* ---- Query program ---------------------------------------------------------------------------------------------
 *
 * Flat postfix byte code: a leaf pushes, an operator pops its operands (the first pushed is the first operand) and
 * pushes the result; exactly one value is left at the end. An empty program matches nothing.
 *
 *   leaf         operands after the opcode
 *   TERM         u32 wqf, u16 length, bytes            length 1 ... CX_MAX_TERM
 *   PREFIX       u8 mode, u32 limit, u16 length, bytes length 1 ... CX_MAX_TERM, limit 1 ... CX_MAX_EXPANSION;
 *                                                      the expansions weigh as one synonym; see cx_expansion_mode
 *   ALL, NONE                                          every document (weight 0); no document
 *   VALUE_RANGE  u32 slot, u16 length, low, u16 length, high   both ends belong to it, byte order, weight 0
 *   VALUE_GE     u32 slot, u16 length, low
 *   VALUE_LE     u32 slot, u16 length, high            a document without the value matches none of the three
 *
 *   operator     operands after the opcode             pops
 *   AND, OR      u16 n (>= 1)                          n; weights add up
 *   SYNONYM      u16 n (>= 1)                          n; weighs as one term with the union of their documents
 *   MAX          u16 n (>= 1)                          n; any of them, the largest weight counts
 *   AND_NOT                                            2; the first without the second
 *   FILTER                                             2; both, weight of the first only
 *   AND_MAYBE                                          2; the first, weight of both
 *   SCALE        f64 factor (finite, >= 0)             1
 *   PHRASE       u16 window (0: n), u16 n (>= 2)       n terms or ORs of terms, in order; needs positions
 *   NEAR         u16 window (0: n), u16 n (>= 2)       n terms or ORs of terms, in any order; needs positions
 */
typedef enum cx_opcode {
  CX_OP_TERM = 0x01,
  CX_OP_PREFIX = 0x02,
  CX_OP_ALL = 0x03,
  CX_OP_NONE = 0x04,
  CX_OP_VALUE_RANGE = 0x05,
  CX_OP_VALUE_GE = 0x06,
  CX_OP_VALUE_LE = 0x07,
  CX_OP_AND = 0x10,
  CX_OP_OR = 0x11,
  CX_OP_SYNONYM = 0x12,
  CX_OP_MAX = 0x13,
  CX_OP_AND_NOT = 0x14,
  CX_OP_FILTER = 0x15,
  CX_OP_AND_MAYBE = 0x16,
  CX_OP_SCALE = 0x17,
  CX_OP_PHRASE = 0x18,
  CX_OP_NEAR = 0x19
} cx_opcode;

typedef enum cx_expansion_mode {
  CX_EXPAND_OR_FAIL = 0,      /* more terms than the limit: CX_LIMIT */
  CX_EXPAND_FIRST = 1,        /* the first in byte order; the cut is counted in cx_hits.cut_expansions */
  CX_EXPAND_MOST_FREQUENT = 2 /* those with most documents; looks at all of them; the cut is counted too */
} cx_expansion_mode;

/* ---- Search ---------------------------------------------------------------------------------------------------- */

typedef enum cx_order {
  CX_ORDER_ANY = 0,      /* equal weights in any order: a boolean search may stop early */
  CX_ORDER_ASCENDING = 1 /* equal weights by ascending docid */
} cx_order;

#define CX_NO_SLOT UINT32_MAX

typedef struct cx_search_options {
  uint32_t offset;         /* hits passed over */
  uint32_t limit;          /* hits wanted, at most the capacity of cx_hits */
  uint32_t check_at_least; /* documents to look at before the bounds may be estimates */
  double k1;               /* BM25: >= 0; 0 ignores how often a term occurs in the document */
  double b;                /* BM25: 0 ... 1; 0 ignores the length of the document */
  double min_normlen;      /* BM25: 0 ... 1; shorter documents count as that share of the average length */
  uint8_t boolean_only;    /* all weights 0 */
  uint8_t order;           /* a cx_order */
  uint32_t deadline_ms;    /* 0: none; checked at each candidate, so a search without candidates is not stopped */
  uint32_t collapse_slot;  /* one hit per value of the slot, the best; CX_NO_SLOT: none */
  /* NULL, or for each document from docid 1 on how many terms with a wdf it has, 255 for more. It promises that every
   * such wdf is 1. A program of TERM, AND, OR, SCALE, FILTER, AND_NOT and AND_MAYBE is then ranked without libxapian's
   * matcher: the same hits, found faster; weights are rounded. It is borrowed.
   * Of joined parts only such a search orders equal weights by docid; the matcher goes round the parts, and with a
   * remote part it does not look at the deadline. */
  const uint8_t *lengths;
  size_t length_count;
} cx_search_options;

/* BM25 with k1 1, b 0, min_normlen 0.5; 10 hits, ascending docids, no deadline, no collapsing. */
cx_search_options cx_search_options_default(void) CX_NOEXCEPT;

/* The caller's buffers and what a search wrote into them; reuse it from search to search. */
typedef struct cx_hits {
  uint32_t *docids; /* in: `capacity` elements each */
  double *weights;
  size_t capacity;
  size_t count;              /* out: elements written, best first */
  uint32_t lower_bound;      /* out: matches in the whole index, at least */
  uint32_t estimate;         /* out: the best guess */
  uint32_t upper_bound;      /* out: at most */
  double max_attained;       /* out: greatest weight of any match */
  double max_possible;       /* out: greatest weight that a document could have */
  uint32_t expanded_terms;   /* out: terms that prefixes stood for */
  uint32_t cut_expansions;   /* out: prefixes of which some terms were left out */
} cx_hits;

cx_status cx_search(const cx_reader *reader, const uint8_t *program, size_t program_len,
                    const cx_search_options *options, cx_hits *hits, cx_error **error) CX_NOEXCEPT;

/* Reads the program as `cx_search` would, without an index and without expanding prefixes. */
cx_status cx_program_check(const uint8_t *program, size_t program_len, cx_error **error) CX_NOEXCEPT;

/* ---- Writer ---------------------------------------------------------------------------------------------------- */

typedef struct cx_writer cx_writer;

/* Creates a part: a directory of tables, without term lists and unsynced, to be merged by `cx_compact`. An index that
 * is already there is CX_IO with EEXIST. `flush_threshold`: documents held in memory before they are written out;
 * 0: 10,000. libxapian takes the threshold from the environment only, so this call sets XAPIAN_FLUSH_THRESHOLD:
 * make it before other threads read the environment. */
cx_status cx_writer_create(const char *path, uint32_t flush_threshold, cx_writer **writer,
                           cx_error **error) CX_NOEXCEPT;

/* Adds documents; docids go up by one from 1. Batch: documents one after another, each
 *   u16 term count,  per term:  u8 length (1 ... CX_MAX_TERM), bytes without NUL, u8 wdf (0: boolean term),
 *                               u8 position count, per position u32 (from 1)
 *   u8 value count,  per value: u8 slot, u16 length, bytes
 * A malformed batch adds nothing. `*first_docid` and `*count` (may be NULL) tell what was added. */
cx_status cx_writer_add(cx_writer *writer, const uint8_t *batch, size_t batch_len, uint32_t *first_docid,
                        uint32_t *count, cx_error **error) CX_NOEXCEPT;
cx_status cx_writer_commit(cx_writer *writer, cx_error **error) CX_NOEXCEPT;
/* Commits and closes; the handle is then only good for `cx_writer_free`. */
cx_status cx_writer_close(cx_writer *writer, cx_error **error) CX_NOEXCEPT;
/* Frees the handle; what was not committed is lost. */
void cx_writer_free(cx_writer *writer) CX_NOEXCEPT;

/* Merges parts (directories of tables, or single files) in the order given into a new single file, docids of a part
 * offset by the sum of the last docids of the parts before it. `destination` must not exist; it is removed on
 * failure. `last_docids` (may be NULL, else `count` elements) receives the last docid of each part. */
cx_status cx_compact(const char *const *parts, size_t count, const char *destination, uint32_t *last_docids,
                     cx_error **error) CX_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#undef CX_NOEXCEPT

#endif
