#include "Guard.hh"
#include "Handles.hh"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace {

const cx::Index &index_of(const cx_reader *reader) {
  if (!reader) cx::refuse("reader is NULL");
  return reader->index;
}

// libxapian would take a directory or a pipe for a cut-off file; the caller is told what it is.
void require_index_file(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) cx::fail_system("index file", errno);
  if (!S_ISREG(status.st_mode)) throw cx::Failure(CX_CORRUPT, "the index is not a regular file");
  if (status.st_size == 0) throw cx::Failure(CX_CORRUPT, "the index file is empty");
  if (lseek(fd, 0, SEEK_SET) != 0) cx::fail_system("index file", errno);
}

std::shared_ptr<cx::PostingCache> cache_of(const cx_postings *postings) {
  return postings ? postings->cache : std::make_shared<cx::PostingCache>(0);
}

}  // namespace

cx_status cx_postings_create(size_t byte_limit, cx_postings **postings, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!postings) cx::refuse("postings is NULL");
    *postings = nullptr;
    *postings = new cx_postings{std::make_shared<cx::PostingCache>(byte_limit)};
  });
}

void cx_postings_free(cx_postings *postings) noexcept { delete postings; }

cx_status cx_reader_open_fd(int fd, const cx_postings *postings, cx_reader **reader, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!reader) cx::refuse("reader is NULL");
    *reader = nullptr;
    require_index_file(fd);
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (own < 0) cx::fail_system("index file", errno);
    // libxapian closes `own` in every case, also when it throws.
    cx::Index index;
    index.add(Xapian::Database(own, Xapian::DB_BACKEND_GLASS));
    *reader = new cx_reader{index, cache_of(postings)};
  });
}

cx_status cx_reader_open_remote(const char *host, uint16_t port, uint32_t timeout_ms, const cx_postings *postings,
                                cx_reader **reader, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!reader) cx::refuse("reader is NULL");
    *reader = nullptr;
    if (!host || !*host || port == 0) cx::refuse("host or port is missing");
    if (timeout_ms == 0 || timeout_ms > CX_MAX_TIMEOUT) cx::refuse("a timeout of 0 or more than 600000 ms");
    *reader = new cx_reader{cx::Index::connect(host, port, timeout_ms), cache_of(postings)};
  });
}

cx_status cx_reader_join(const cx_reader *const *parts, size_t count, const cx_postings *postings, cx_reader **reader,
                         cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!reader) cx::refuse("reader is NULL");
    *reader = nullptr;
    if (!parts || count == 0) cx::refuse("no parts to join");
    cx::Index index;
    for (size_t number = 0; number < count; ++number) index.add(index_of(parts[number]));
    *reader = new cx_reader{index, cache_of(postings)};
  });
}

cx_status cx_reader_read_ahead(const cx_reader *reader, const cx_reader *other, size_t most, const uint8_t *lengths,
                               size_t length_count, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    const auto &index = index_of(reader);
    if (!other || (!lengths && length_count)) cx::refuse("other or lengths is NULL");
    if (index.allowance_ms() != 0) return;
    for (const auto &term : other->postings->last_terms(most)) {
      reader->postings->find(index, term, lengths, length_count);
    }
  });
}

void cx_reader_close(cx_reader *reader) noexcept {
  cx::guarded(nullptr, [&] { delete reader; });
}

cx_status cx_reader_describe(const cx_reader *reader, cx_reader_statistics *out, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    auto &index = index_of(reader);
    if (!out) cx::refuse("out is NULL");
    *out = {index.document_count(), index.last_docid(), index.average_length(), {}};
    index.uuid().copy(out->uuid, sizeof out->uuid - 1);
  });
}

cx_status cx_reader_term_freq(const cx_reader *reader, const uint8_t *term, size_t term_len, uint32_t *out,
                              cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    auto &index = index_of(reader);
    if (!out) cx::refuse("out is NULL");
    // libxapian answers the empty term with the number of documents, and stores no longer ones.
    *out = term_len == 0 || term_len > CX_MAX_TERM ? 0 : index.frequency(cx::text(term, term_len));
  });
}

cx_status cx_reader_terms(const cx_reader *reader, const uint8_t *prefix, size_t prefix_len, const uint8_t *from,
                          size_t from_len, uint64_t limit, cx_term_visitor visitor, void *context, uint64_t *visited,
                          cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    auto &index = index_of(reader);
    if (visited) *visited = 0;
    if (!visitor) cx::refuse("visitor is NULL");
    uint64_t calls = 0;
    auto common = cx::text(prefix, prefix_len);
    index.guarding([&] {
      auto end = index.joined().allterms_end(common);
      auto term = index.joined().allterms_begin(common);
      if (from_len && term != end) term.skip_to(cx::text(from, from_len));
      for (; term != end && (limit == 0 || calls < limit); ++term) {
        std::string bytes = *term;
        ++calls;
        if (visitor(context, reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), term.get_termfreq())) break;
      }
    });
    if (visited) *visited = calls;
  });
}
