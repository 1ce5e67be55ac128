#include <codesearch.h>
#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
  if (count != 3) return 2;
  codesearch_index *index;
  char *text;
  int status = codesearch_open(arguments[1], strlen(arguments[1]), &index, &text, NULL);
  if (status == CODESEARCH_OK) status = codesearch_search(index, arguments[2], strlen(arguments[2]), 10, &text, NULL);
  if (text) fprintf(status == CODESEARCH_OK ? stdout : stderr, "%s\n", text);
  codesearch_free(text);
  codesearch_close(index);
  return status;
}
