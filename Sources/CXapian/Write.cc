#include "Cursor.hh"
#include "Handles.hh"

#include <cstdlib>
#include <memory>
#include <mutex>

namespace {

// One walk through a batch checks it, a second one adds it, so that a malformed batch adds nothing.
struct Checking {
  void begin() {}
  void term(const uint8_t *bytes, uint8_t length, uint8_t) {
    if (length == 0 || length > CX_MAX_TERM) cx::refuse("a term of " + std::to_string(length) + " bytes");
    // A NUL takes two bytes in a key, which libxapian notices only when it writes out.
    if (std::memchr(bytes, 0, length)) cx::refuse("a term with NUL");
  }
  void position(uint32_t position) {
    if (position == 0) cx::refuse("a position below 1");
  }
  void value(uint8_t, const uint8_t *, uint16_t) {}
  void end() { ++count; }

  uint32_t count = 0;
};

struct Adding {
  explicit Adding(Xapian::WritableDatabase &database) : database(database) {}

  void begin() { document = Xapian::Document(); }
  void term(const uint8_t *bytes, uint8_t length, uint8_t wdf) {
    term_ = cx::text(bytes, length);
    document.add_term(term_, wdf);
  }
  void position(uint32_t position) { document.add_posting(term_, position, 0); }
  void value(uint8_t slot, const uint8_t *bytes, uint16_t length) {
    document.add_value(slot, cx::text(bytes, length));
  }
  void end() {
    auto docid = database.add_document(document);
    if (!first) first = docid;
  }

  Xapian::WritableDatabase &database;
  Xapian::Document document;
  uint32_t first = 0;

 private:
  std::string term_;
};

template <class Visitor>
void walk_document(cx::Cursor &cursor, Visitor &visitor) {
  visitor.begin();
  for (auto terms = cursor.take<uint16_t>(); terms > 0; --terms) {
    auto length = cursor.take<uint8_t>();
    auto bytes = cursor.take_bytes(length);
    visitor.term(bytes, length, cursor.take<uint8_t>());
    for (auto positions = cursor.take<uint8_t>(); positions > 0; --positions) {
      visitor.position(cursor.take<uint32_t>());
    }
  }
  for (auto values = cursor.take<uint8_t>(); values > 0; --values) {
    auto slot = cursor.take<uint8_t>();
    auto length = cursor.take<uint16_t>();
    visitor.value(slot, cursor.take_bytes(length), length);
  }
  visitor.end();
}

uint32_t check_batch(const uint8_t *batch, size_t length) {
  Checking checking;
  for (cx::Cursor cursor(batch, length); !cursor.at_end();) {
    try {
      walk_document(cursor, checking);
    } catch (const cx::Failure &failure) {
      cx::refuse("document batch, document " + std::to_string(checking.count) + ": " + failure.what());
    }
  }
  return checking.count;
}

Xapian::WritableDatabase create(const char *path, uint32_t flush_threshold) {
  static std::mutex environment;
  std::lock_guard<std::mutex> alone(environment);
  auto threshold = std::to_string(flush_threshold ? flush_threshold : 10000);
  if (setenv("XAPIAN_FLUSH_THRESHOLD", threshold.c_str(), 1) != 0) throw std::bad_alloc();
  return Xapian::WritableDatabase(
      path, Xapian::DB_CREATE | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS);
}

Xapian::WritableDatabase &database_of(cx_writer *writer) {
  if (!writer) cx::refuse("writer is NULL");
  return writer->database;
}

}  // namespace

cx_status cx_writer_create(const char *path, uint32_t flush_threshold, cx_writer **writer,
                           cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (!path || !*path || !writer) cx::refuse("path or writer is NULL");
    *writer = nullptr;
    std::unique_ptr<cx_writer> created(new cx_writer{create(path, flush_threshold)});
    *writer = created.release();
  });
}

cx_status cx_writer_add(cx_writer *writer, const uint8_t *batch, size_t batch_len, uint32_t *first_docid,
                        uint32_t *count, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    if (first_docid) *first_docid = 0;
    if (count) *count = 0;
    auto &database = database_of(writer);
    auto documents = check_batch(batch, batch_len);
    Adding adding(database);
    for (cx::Cursor cursor(batch, batch_len); !cursor.at_end();) walk_document(cursor, adding);
    if (first_docid) *first_docid = adding.first;
    if (count) *count = documents;
  });
}

cx_status cx_writer_commit(cx_writer *writer, cx_error **error) noexcept {
  return cx::guarded(error, [&] { database_of(writer).commit(); });
}

cx_status cx_writer_close(cx_writer *writer, cx_error **error) noexcept {
  return cx::guarded(error, [&] {
    // Closing commits too, but swallows what goes wrong.
    database_of(writer).commit();
    writer->database.close();
  });
}

void cx_writer_free(cx_writer *writer) noexcept {
  // A transaction that is never committed is the only way to let a database go without writing it out.
  cx::guarded(nullptr, [&] {
    std::unique_ptr<cx_writer> owned(writer);
    if (owned) owned->database.begin_transaction(false);
  });
}
