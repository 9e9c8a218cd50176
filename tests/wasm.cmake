# SPDX-License-Identifier: AGPL-3.0-or-later
# The unit tests once more as WebAssembly, run under Node.js: the same code in the shape that is shipped (32-bit pointers,
# no exceptions, Emscripten's allocator). Left out are the files that need what only the native tests have: sockets, TLS
# and ICU's own tables.
# Build the target unit_tests, then run: node unit_tests.js
set(portable_outside fake_clock fake_fetcher fake_transport seeded_random)

# is_portable FILE RESULT: whether neither the file, nor a header of the tests that it includes, nor what implements that
# header, needs a native outside.
function(is_portable file result)
  set(${result} FALSE PARENT_SCOPE)
  get_filename_component(folder ${file} DIRECTORY)
  file(STRINGS ${file} lines REGEX "^#include ([<\"](tests|openssl|unicode|sys)/|\"[^/]*\")")
  foreach(line ${lines})
    string(REGEX REPLACE "^#include [<\"]([^>\"]*).*" "\\1" header ${line})
    get_filename_component(name ${header} NAME_WE)
    if((header MATCHES "^tests/native/" AND name IN_LIST portable_outside) OR name STREQUAL platform)
      continue() # platform.h chooses by itself
    endif()
    find_file(found ${header} PATHS ${folder} ${CMAKE_SOURCE_DIR} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH NO_CACHE)
    if(header MATCHES "^tests/native/" OR NOT found)
      return()
    endif()
    string(REGEX REPLACE "h$" "cpp" implementation ${found})
    foreach(part ${found} ${implementation})
      if(EXISTS ${part} AND NOT part STREQUAL file)
        is_portable(${part} inner)
        if(NOT inner)
          return()
        endif()
      endif()
    endforeach()
    unset(found)
  endforeach()
  set(${result} TRUE PARENT_SCOPE)
endfunction()

file(GLOB candidates CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/*.cpp)
set(portable_tests)
foreach(source ${candidates})
  is_portable(${source} portable)
  if(portable)
    list(APPEND portable_tests ${source})
  endif()
endforeach()
tests_together(unit_tests portable_tests ${portable_tests})
list(TRANSFORM portable_outside PREPEND ${CMAKE_SOURCE_DIR}/tests/native/)
list(TRANSFORM portable_outside APPEND .cpp)

file(GLOB unit_support CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/support/*.cpp)
set(from_product wasm/format.cpp wasm/unicode.cpp wasm/bidi.cpp)
list(TRANSFORM from_product PREPEND ${CMAKE_SOURCE_DIR}/)
set(glue ${CMAKE_SOURCE_DIR}/wasm/js/unicode.js ${CMAKE_SOURCE_DIR}/tests/node/crypto.js)

add_executable(unit_tests EXCLUDE_FROM_ALL ${portable_tests} ${portable_outside} ${unit_support} ${from_product}
                                           ${CMAKE_SOURCE_DIR}/tests/node/crypto.cpp)
target_include_directories(unit_tests PRIVATE ${CMAKE_SOURCE_DIR})
target_link_libraries(unit_tests PRIVATE xmpp headers)
parse_once(unit_tests <doctest/doctest.h>)
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/unit/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
target_compile_definitions(unit_tests PRIVATE TESTS_FOLDER="${CMAKE_SOURCE_DIR}/tests" DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
# Files are read where they are. The stack is the product's, so that what would overflow there overflows here.
target_link_options(unit_tests PRIVATE -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1 -sALLOW_MEMORY_GROWTH=1
                                       -sSTACK_SIZE=256KB -sSTACK_OVERFLOW_CHECK=1)
foreach(library ${glue})
  target_link_options(unit_tests PRIVATE "SHELL:--js-library ${library}")
endforeach()
set_target_properties(unit_tests PROPERTIES LINK_DEPENDS "${glue}")
