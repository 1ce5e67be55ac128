// All documents of a query program, where every term counts once in a document.
#pragma once

#include "Deadline.hh"
#include "Index.hh"
#include "Postings.hh"

namespace cx {

/// Writes what libxapian's own matcher would find with BM25, up to rounding, into `hits`; of equal documents the first come
/// first. False, and nothing written, for a program with other instructions than terms, AND, OR, AND_NOT, FILTER,
/// AND_MAYBE and SCALE. The program is well formed.
bool evaluate(const Index &index, PostingCache &cache, const uint8_t *program, size_t program_len,
              const cx_search_options &options, const Deadline &deadline, cx_hits &hits);

}  // namespace cx
