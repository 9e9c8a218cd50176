# SPDX-License-Identifier: AGPL-3.0-or-later
# The WebAssembly program: broker.js and broker.wasm. Included by CMakeLists.txt under Emscripten, called by wasm/build.
set(BROKER_VERSION "0" CACHE STRING "Shown in About")
set(BROKER_COMMIT "" CACHE STRING "Shown in About")
set(BROKER_DATE "" CACHE STRING "Date of the commit, so that a build can be repeated byte by byte")

file(GLOB wasm_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/*.cpp)
file(GLOB wasm_glue CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/js/*.js)
add_executable(broker ${wasm_sources})
target_include_directories(broker PRIVATE ${CMAKE_SOURCE_DIR})
target_compile_options(broker PRIVATE -fno-exceptions)
target_link_libraries(broker PRIVATE gui xmpp)
set_source_files_properties(${CMAKE_SOURCE_DIR}/wasm/main.cpp PROPERTIES COMPILE_DEFINITIONS
  "BROKER_VERSION=\"${BROKER_VERSION}\";BROKER_COMMIT=\"${BROKER_COMMIT}\";BROKER_DATE=\"${BROKER_DATE}\"")

# No eval (DYNAMIC_EXECUTION), so that the strict policy of the page holds; no file system; no Closure, which breaks the
# names that the glue shares with C++; no library of GL, since wasm/js/render.js asks the browser itself.
target_link_options(broker PRIVATE
  -sDYNAMIC_EXECUTION=0 -sENVIRONMENT=web -sFILESYSTEM=0 -sMODULARIZE=1 -sEXPORT_NAME=createBroker
  -sINCOMING_MODULE_JS_API=instantiateWasm,printErr,quit,onAbort
  -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=16MB -sSTACK_SIZE=256KB -sMALLOC=emmalloc -sABORTING_MALLOC=1
  -sSUPPORT_LONGJMP=0 -sASSERTIONS=0 -sEXIT_RUNTIME=0 -sEXPORT_KEEPALIVE=0)
# Smaller, and as quick: one copy of equal functions, no function inside another where it would be longer than its call,
# and the optimiser's passes until nothing changes any more.
target_link_options(broker PRIVATE
  -Wl,-mllvm,-enable-merge-functions -Wl,-mllvm,-inline-threshold=-10 -sBINARYEN_EXTRA_PASSES=-Oz,--converge)
foreach(glue ${wasm_glue})
  target_link_options(broker PRIVATE "SHELL:--js-library ${glue}")
endforeach()
set_target_properties(broker PROPERTIES LINK_DEPENDS "${wasm_glue}")
