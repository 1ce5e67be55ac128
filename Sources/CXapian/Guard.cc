#include "Guard.hh"

#include <xapian.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

struct cx_error {
  cx_status status;
  int system_error;
  char message[CX_MAX_MESSAGE + 1];
};

namespace cx {
namespace {

// What is handed out when there is no memory for an error; never freed.
cx_error out_of_memory = {CX_MEMORY, ENOMEM, "out of memory"};

cx_status status_of_errno(int system_error, cx_status otherwise) {
  switch (system_error) {
    case 0:
      return otherwise;
    case ENOENT:
    case ENOTDIR:
      return CX_NOT_FOUND;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return CX_NO_SPACE;
    case ENOMEM:
      return CX_MEMORY;
    default:
      return CX_IO;
  }
}

// libxapian keeps errno to itself and shows its text only, so the number is looked up by the text.
int errno_of(const Xapian::Error &raised) {
  const char *shown = raised.get_error_string();
  if (!shown || !*shown) return 0;
  for (int number = 1; number < 134; ++number) {
    char buffer[256];
    if (std::strcmp(strerror_r(number, buffer, sizeof buffer), shown) == 0) return number;
  }
  return 0;
}

cx_status store(cx_error **error, cx_status status, int system_error, const std::string &message) noexcept {
  if (!error) return status;
  auto *stored = static_cast<cx_error *>(std::malloc(sizeof(cx_error)));
  if (!stored) {
    *error = &out_of_memory;
    return CX_MEMORY;
  }
  stored->status = status;
  stored->system_error = system_error;
  size_t length = message.size();
  if (length > CX_MAX_MESSAGE) {
    length = CX_MAX_MESSAGE;
    while (length > 0 && (static_cast<unsigned char>(message[length]) & 0xC0) == 0x80) --length;
  }
  std::memcpy(stored->message, message.data(), length);
  stored->message[length] = 0;
  *error = stored;
  return status;
}

cx_status store(cx_error **error, cx_status status, const Xapian::Error &raised, int system_error = 0) {
  std::string message = raised.get_msg();
  if (!raised.get_context().empty()) message += " (context: " + raised.get_context() + ")";
  const char *shown = raised.get_error_string();
  if (shown && *shown) message += std::string(": ") + shown;
  return store(error, status, system_error, message);
}

// DatabaseError and its opening and creating kin: the errno decides, and without one the content is at fault.
cx_status store_by_errno(cx_error **error, const Xapian::Error &raised) {
  int system_error = errno_of(raised);
  return store(error, status_of_errno(system_error, CX_CORRUPT), raised, system_error);
}

cx_status translate(cx_error **error) {
  try {
    throw;
  } catch (const Failure &raised) {
    return store(error, raised.status, raised.system_error, raised.what());
  } catch (const Xapian::DatabaseNotFoundError &raised) {
    return store(error, CX_NOT_FOUND, raised, errno_of(raised));
  } catch (const Xapian::DocNotFoundError &raised) {
    return store(error, CX_NOT_FOUND, raised);
  } catch (const Xapian::DatabaseLockError &raised) {
    return store(error, CX_LOCKED, raised, errno_of(raised));
  } catch (const Xapian::DatabaseVersionError &raised) {
    return store(error, CX_VERSION, raised);
  } catch (const Xapian::FeatureUnavailableError &raised) {
    return store(error, CX_VERSION, raised);
  } catch (const Xapian::DatabaseModifiedError &raised) {
    return store(error, CX_MODIFIED, raised);
  } catch (const Xapian::DatabaseClosedError &raised) {
    return store(error, CX_MISUSE, raised);
  } catch (const Xapian::InvalidOperationError &raised) {
    return store(error, CX_MISUSE, raised);
  } catch (const Xapian::DatabaseError &raised) {
    return store_by_errno(error, raised);  // also DatabaseCorrupt, DatabaseOpening and DatabaseCreate
  } catch (const Xapian::SerialisationError &raised) {
    return store(error, CX_CORRUPT, raised);
  } catch (const Xapian::RangeError &raised) {
    return store(error, CX_CORRUPT, raised);
  } catch (const Xapian::InvalidArgumentError &raised) {
    return store(error, CX_INVALID_ARGUMENT, raised);
  } catch (const Xapian::UnimplementedError &raised) {
    return store(error, CX_INVALID_ARGUMENT, raised);
  } catch (const Xapian::QueryParserError &raised) {
    return store(error, CX_INVALID_ARGUMENT, raised);
  } catch (const Xapian::WildcardError &raised) {
    return store(error, CX_LIMIT, raised);
  } catch (const Xapian::NetworkTimeoutError &raised) {
    return store(error, CX_TIMEOUT, raised, errno_of(raised));
  } catch (const Xapian::NetworkError &raised) {
    return store(error, CX_NETWORK, raised, errno_of(raised));
  } catch (const Xapian::Error &raised) {
    return store(error, CX_INTERNAL, raised);
  } catch (const std::bad_alloc &) {
    return store(error, CX_MEMORY, ENOMEM, "out of memory");
  } catch (const std::exception &raised) {
    return store(error, CX_INTERNAL, 0, std::string("unexpected exception: ") + raised.what());
  } catch (...) {
    return store(error, CX_INTERNAL, 0, "unexpected exception of an unknown type");
  }
}

}  // namespace

void fail_system(const std::string &message, int system_error) {
  char buffer[256];
  throw Failure(status_of_errno(system_error, CX_IO),
                message + ": " + strerror_r(system_error, buffer, sizeof buffer), system_error);
}

cx_status translate_exception(cx_error **error) noexcept {
  try {
    return translate(error);
  } catch (...) {
    // Building the message failed, for which memory is the only reason.
    if (error) *error = &out_of_memory;
    return CX_MEMORY;
  }
}

}  // namespace cx

cx_status cx_error_status(const cx_error *error) noexcept { return error ? error->status : CX_OK; }
const char *cx_error_message(const cx_error *error) noexcept { return error ? error->message : ""; }
int cx_error_errno(const cx_error *error) noexcept { return error ? error->system_error : 0; }

void cx_error_free(cx_error *error) noexcept {
  if (error != &cx::out_of_memory) std::free(error);
}

const char *cx_version(void) noexcept { return Xapian::version_string(); }
