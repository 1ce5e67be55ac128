import ctypes, json, sys

library = ctypes.CDLL("libcodesearch.so.1")
index, text, length = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_size_t()

def answer(function, *arguments):
    status = function(*arguments, ctypes.byref(text), ctypes.byref(length))
    result = ctypes.string_at(text.value or b"", length.value).decode()
    library.codesearch_free(text)
    if status: sys.exit(result)
    return result

folder, query = (argument.encode() for argument in sys.argv[1:3])
answer(library.codesearch_open, folder, ctypes.c_size_t(len(folder)), ctypes.byref(index))
found = json.loads(answer(library.codesearch_search, index, query, ctypes.c_size_t(len(query)), 10))
for result in found["results"]:
    print(result["code"], result["title"])
