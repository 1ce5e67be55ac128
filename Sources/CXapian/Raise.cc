// One exception of every class that can reach the guard, so that a test can walk through the whole mapping.
#include "Guard.hh"

#include <xapian.h>

#include <new>

namespace {

struct Raiser {
  const char *name;
  void (*raise)(int system_error);
};

template <class Raised>
void plain(int) {
  throw Raised("raised");
}

template <class Raised>
void numbered(int system_error) {
  throw Raised("raised", system_error);
}

const Raiser raisers[] = {
    {"AssertionError", plain<Xapian::AssertionError>},
    {"InvalidArgumentError", plain<Xapian::InvalidArgumentError>},
    {"InvalidOperationError", plain<Xapian::InvalidOperationError>},
    {"UnimplementedError", plain<Xapian::UnimplementedError>},
    {"DatabaseError", numbered<Xapian::DatabaseError>},
    {"DatabaseCorruptError", numbered<Xapian::DatabaseCorruptError>},
    {"DatabaseCreateError", numbered<Xapian::DatabaseCreateError>},
    {"DatabaseLockError", numbered<Xapian::DatabaseLockError>},
    {"DatabaseModifiedError", plain<Xapian::DatabaseModifiedError>},
    {"DatabaseOpeningError", numbered<Xapian::DatabaseOpeningError>},
    {"DatabaseVersionError", plain<Xapian::DatabaseVersionError>},
    {"DatabaseNotFoundError", numbered<Xapian::DatabaseNotFoundError>},
    {"DatabaseClosedError", plain<Xapian::DatabaseClosedError>},
    {"DocNotFoundError", plain<Xapian::DocNotFoundError>},
    {"FeatureUnavailableError", plain<Xapian::FeatureUnavailableError>},
    {"InternalError", plain<Xapian::InternalError>},
    {"NetworkError", numbered<Xapian::NetworkError>},
    {"NetworkTimeoutError", numbered<Xapian::NetworkTimeoutError>},
    {"QueryParserError", plain<Xapian::QueryParserError>},
    {"SerialisationError", plain<Xapian::SerialisationError>},
    {"RangeError", plain<Xapian::RangeError>},
    {"WildcardError", plain<Xapian::WildcardError>},
    {"length_error", plain<std::length_error>},
    {"bad_alloc", [](int) { throw std::bad_alloc(); }},
    {"int", [](int system_error) { throw system_error; }},
    {"long message", [](int) { throw Xapian::DatabaseError(std::string(CX_MAX_MESSAGE - 1, 'x') + "\xC3\xA9 cut"); }},
};

}  // namespace

cx_status cx_raise(unsigned number, int system_error, const char **name, cx_error **error) noexcept {
  if (name) *name = nullptr;
  return cx::guarded(error, [&] {
    if (number >= sizeof raisers / sizeof *raisers) return;
    if (name) *name = raisers[number].name;
    raisers[number].raise(system_error);
  });
}
