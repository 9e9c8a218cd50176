# SPDX-License-Identifier: AGPL-3.0-or-later
# CMake toolchain of the native build: clang 19 with the same C++20 library (libc++ 19) as the browser build.
set(CMAKE_CXX_COMPILER clang++-19)
set(libcxx ${CMAKE_CURRENT_LIST_DIR}/../build/toolchain/libcxx)
set(CMAKE_CXX_FLAGS_INIT "-nostdinc++ -isystem ${libcxx}/include/c++/v1")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-fuse-ld=lld-19 -nostdlib++ ${libcxx}/lib/libc++.a ${libcxx}/lib/libc++abi.a -lpthread")
