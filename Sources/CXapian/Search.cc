#include "Evaluate.hh"
#include "Handles.hh"
#include "Program.hh"
#include "Rank.hh"

namespace {

void check_options(const cx_search_options &options, const cx_hits &hits) {
  if (options.limit > hits.capacity) cx::refuse("limit above the capacity of the hits");
  if (options.limit && (!hits.docids || !hits.weights)) cx::refuse("hits without buffers");
  if (uint64_t{options.offset} + options.limit > CX_MAX_HITS) {
    throw cx::Failure(CX_LIMIT, "offset and limit reach past 1000000 hits");
  }
  // Written so that NaN fails.
  if (!(options.k1 >= 0 && options.k1 <= 1e6)) cx::refuse("k1 must be 0 or more");
  if (!(options.b >= 0 && options.b <= 1)) cx::refuse("b must lie in 0 ... 1");
  if (!(options.min_normlen >= 0 && options.min_normlen <= 1)) cx::refuse("min_normlen must lie in 0 ... 1");
  if (options.order > CX_ORDER_ASCENDING) cx::refuse("unknown order");
}

/// Whether such a search goes past libxapian's matcher; it can where the lengths of the documents are handed in.
bool is_ranked_here(const cx_search_options &options) {
  return options.lengths && !options.boolean_only && options.collapse_slot == CX_NO_SLOT && options.check_at_least == 0;
}

void set_up(Xapian::Enquire &enquire, const cx_search_options &options) {
  if (options.boolean_only) {
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  } else {
    // k2 and k3 keep their defaults: k2 0 needs no document length, k3 1 lets wqf count.
    enquire.set_weighting_scheme(Xapian::BM25Weight(options.k1, 0, 1, options.b, options.min_normlen));
  }
  enquire.set_docid_order(options.order == CX_ORDER_ANY ? Xapian::Enquire::DONT_CARE : Xapian::Enquire::ASCENDING);
  if (options.collapse_slot != CX_NO_SLOT) enquire.set_collapse_key(options.collapse_slot);
}

void write(const Xapian::MSet &matches, const cx::Index &index, cx_hits &hits) {
  size_t count = 0;
  for (auto match = matches.begin(); match != matches.end() && count < hits.capacity; ++match, ++count) {
    hits.docids[count] = index.docid(*match);
    hits.weights[count] = match.get_weight();
  }
  hits.count = count;
  hits.lower_bound = matches.get_matches_lower_bound();
  hits.estimate = matches.get_matches_estimated();
  hits.upper_bound = matches.get_matches_upper_bound();
  hits.max_attained = matches.get_max_attained();
  hits.max_possible = matches.get_max_possible();
}

/// Lets libxapian's matcher search.
void match(const cx_reader &reader, const uint8_t *program, size_t program_len, const cx_search_options &options,
           const cx::Deadline &deadline, cx_hits &hits) {
  cx::Program reading(&reader.index.joined(), deadline);
  auto query = reading.read(program, program_len);
  hits.expanded_terms = reading.expanded_terms;
  hits.cut_expansions = reading.cut_expansions;
  if (query.empty()) return;
  Xapian::Enquire enquire(reader.index.joined());
  enquire.set_query(query);
  set_up(enquire, options);
  // A server cannot be handed the clock; how long it may take is settled with it.
  auto decider = deadline.active && reader.index.allowance_ms() == 0 ? &deadline : nullptr;
  try {
    write(enquire.get_mset(options.offset, options.limit, options.check_at_least, nullptr, decider), reader.index, hits);
  } catch (const Xapian::InvalidOperationError &raised) {
    // The handle is in order here: what libxapian cannot do is what the program asks for, such as a phrase in an index
    // without positions.
    cx::refuse(raised.get_msg().c_str());
  }
}

}  // namespace

cx_search_options cx_search_options_default(void) noexcept {
  return {0, 10, 0, 1.0, 0.0, 0.5, 0, CX_ORDER_ASCENDING, 0, CX_NO_SLOT, nullptr, 0};
}

cx_status cx_search(const cx_reader *reader, const uint8_t *program, size_t program_len,
                    const cx_search_options *options, cx_hits *hits, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!reader || !options || !hits) cx::refuse("reader, options or hits is NULL");
    *hits = cx_hits{hits->docids, hits->weights, hits->capacity, 0, 0, 0, 0, 0, 0, 0, 0};
    check_options(*options, *hits);
    const auto &index = reader->index;
    // What servers may take to answer counts on top.
    cx::Deadline deadline(options->deadline_ms ? options->deadline_ms + index.allowance_ms() : 0);
    if (is_ranked_here(*options)) {
      if (index.last_docid() > options->length_count) cx::refuse("fewer lengths than documents");
      if (auto clauses = cx::read_clauses(program, program_len)) {
        return cx::rank(index, *reader->postings, *clauses, *options, deadline, *hits);
      }
      cx::Program(nullptr, deadline).read(program, program_len);
      if (cx::evaluate(index, *reader->postings, program, program_len, *options, deadline, *hits)) return;
    }
    index.guarding([&] { match(*reader, program, program_len, *options, deadline, *hits); });
  });
}

cx_status cx_program_check(const uint8_t *program, size_t program_len, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    cx::Deadline none(0);
    cx::Program(nullptr, none).read(program, program_len);
  });
}
