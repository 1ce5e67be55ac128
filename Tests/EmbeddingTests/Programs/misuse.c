/*
 * Uses the library as it should not be used, and from several threads. Prints each expectation that fails; ends with 0
 * where there was none. Arguments: the folder of an index, a query with results.
 */
#include <codesearch.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define EXPECT(condition)                                     \
  do {                                                        \
    if (!(condition)) {                                       \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);  \
      __atomic_add_fetch(&failures, 1, __ATOMIC_SEQ_CST);     \
    }                                                         \
  } while (0)

enum { THREADS = 6, ROUNDS = 25 };

static const char *folder;
static const char *query;
static codesearch_index *shared;
static char *expected;

static int call(codesearch_index *index, const char *operation, const char *parameters, char **result) {
  return codesearch_call(index, operation, strlen(operation), parameters, strlen(parameters), result, NULL);
}

/* Expects a status and, where it is a failure, a message of one line or more. */
static void expect_status(int line, int wanted, int status, char *result, size_t length) {
  if (status != wanted || result == NULL || strlen(result) != length || length == 0) {
    printf("line %d: status %d with %s\n", line, status, result ? result : "no text");
    __atomic_add_fetch(&failures, 1, __ATOMIC_SEQ_CST);
  }
  codesearch_free(result);
}

#define EXPECT_STATUS(wanted, ...)                            \
  do {                                                        \
    char *result = (char *)1;                                 \
    size_t length = 77;                                       \
    int status = __VA_ARGS__;                                 \
    expect_status(__LINE__, wanted, status, result, length);  \
  } while (0)

static void open_what_is_no_index(void) {
  codesearch_index *index = (codesearch_index *)7;
  EXPECT_STATUS(CODESEARCH_INDEX_MISSING, codesearch_open("/nonexistent", 12, &index, &result, &length));
  EXPECT(index == NULL);
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_open(NULL, 0, &index, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_open(NULL, 5, &index, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_open("a\0b", 3, &index, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_open("\xff\xfe", 2, &index, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_open("x", SIZE_MAX, &index, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_open(folder, strlen(folder), NULL, &result, &length));
  EXPECT(codesearch_open("/nonexistent", 12, &index, NULL, NULL) == CODESEARCH_INDEX_MISSING);
}

static void ask_what_is_no_request(void) {
  codesearch_index *bad[] = {NULL, (codesearch_index *)12345, (codesearch_index *)UINTPTR_MAX, (codesearch_index *)"x"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(bad[i], "flu", 3, 5, &result, &length));
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_refresh(bad[i], &result, &length));
    codesearch_close(bad[i]);
  }
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, NULL, 0, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, NULL, 9, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "\xc3\x28", 2, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "flu", SIZE_MAX, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "flu", SIZE_MAX / 2, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "flu", 3, 0, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "flu", 3, INT32_MIN, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "flu", 3, INT32_MAX, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, "-flu", 4, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, NULL, 0, NULL, 0, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "none", 4, "{}", 2, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "search", 6, "{", 1, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "search", 6, "[]", 2, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "search", 6, NULL, 0, &result, &length));
  EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "status", 6, "{\"a\":1}", 7, &result, &length));
  EXPECT_STATUS(CODESEARCH_OK, codesearch_call(shared, "status", 6, NULL, 0, &result, &length));
  EXPECT_STATUS(CODESEARCH_OK, codesearch_search(shared, "fl\0u", 4, 5, &result, &length));
  EXPECT_STATUS(CODESEARCH_OK, codesearch_describe(&result, &length));
  EXPECT(codesearch_search(shared, "flu", 3, 5, NULL, NULL) == CODESEARCH_OK);
  codesearch_free(NULL);
}

static void ask_for_too_much(void) {
  size_t size = (size_t)3 << 20;
  char *large = malloc(size);
  for (int round = 0; round < 3; round++) {
    memset(large, "a(["[round], size);
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, large, size, 5, &result, &length));
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_search(shared, large, 100000, 5, &result, &length));
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "search", 6, large, size, &result, &length));
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, "search", 6, large, 100000, &result, &length));
    EXPECT_STATUS(CODESEARCH_QUERY, codesearch_call(shared, large, 100000, "{}", 2, &result, &length));
  }
  free(large);
}

static void *search_again_and_again(void *unused) {
  (void)unused;
  for (int round = 0; round < ROUNDS; round++) {
    char *result = NULL;
    EXPECT(codesearch_search(shared, query, strlen(query), 20, &result, NULL) == CODESEARCH_OK);
    EXPECT(result != NULL && strcmp(result, expected) == 0);
    codesearch_free(result);
    EXPECT(codesearch_refresh(shared, &result, NULL) == CODESEARCH_OK);
    codesearch_free(result);
    EXPECT(call(shared, "card", "{\"code\":\"I10\"}", &result) == CODESEARCH_OK);
    codesearch_free(result);
  }
  return NULL;
}

/* The handle is closed while this runs: each answer is whole, or says that there is no such index. */
static void *search_until_closed(void *handle) {
  int status = CODESEARCH_OK;
  while (status == CODESEARCH_OK) {
    char *result = NULL;
    status = codesearch_search(handle, query, strlen(query), 20, &result, NULL);
    EXPECT(status == CODESEARCH_QUERY || (result != NULL && strcmp(result, expected) == 0));
    codesearch_free(result);
  }
  EXPECT(status == CODESEARCH_QUERY);
  return NULL;
}

static void run_threads(void *(*body)(void *), codesearch_index *index, int closes) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, body, index);
  if (closes) codesearch_close(index);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

int main(int count, char **arguments) {
  if (count != 3 || codesearch_abi_version() != CODESEARCH_ABI_VERSION) return 2;
  folder = arguments[1];
  query = arguments[2];
  EXPECT(codesearch_open(folder, strlen(folder), &shared, &expected, NULL) == CODESEARCH_OK);
  EXPECT(expected == NULL);
  EXPECT(codesearch_search(shared, query, strlen(query), 20, &expected, NULL) == CODESEARCH_OK);
  open_what_is_no_index();
  ask_what_is_no_request();
  ask_for_too_much();
  run_threads(search_again_and_again, NULL, 0);
  codesearch_index *other;
  EXPECT(codesearch_open(folder, strlen(folder), &other, NULL, NULL) == CODESEARCH_OK);
  run_threads(search_until_closed, other, 1);
  codesearch_close(other);
  codesearch_free(expected);
  codesearch_close(shared);
  if (failures) printf("%d expectations failed\n", failures);
  return failures != 0;
}
