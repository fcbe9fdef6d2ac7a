# SPDX-License-Identifier: Apache-2.0
# Short forms for the targets of this project.

# auth0_room(<room> SOURCES ... [APART ...] [PUBLIC_HEADERS ...]): one room of lib/, compiled into the library.
# Sources that stand APART are always an object of their own: tests put others in their place when they are linked.
# Public headers are installed under include/Auth0Qt/<room>/.
function(auth0_room room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;APART;PUBLIC_HEADERS")
    list(TRANSFORM arg_SOURCES PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    list(TRANSFORM arg_APART PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    list(TRANSFORM arg_PUBLIC_HEADERS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_sources(auth0core_objects PRIVATE ${arg_SOURCES} ${arg_APART} ${arg_PUBLIC_HEADERS})
    list(FILTER arg_SOURCES INCLUDE REGEX "\\.cpp$")
    auth0_compile_together(auth0core_objects ${room} ${arg_SOURCES})
    set_property(GLOBAL APPEND PROPERTY AUTH0QT_PUBLIC_HEADERS ${arg_PUBLIC_HEADERS})
endfunction()

# auth0_test_options(<target>): how a program of the tests is compiled; with AUTH0QT_UNITY on headers made once.
function(auth0_test_options target)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    auth0_compile_options(${target})
    if(TARGET auth0_test_headers)
        target_precompile_headers(${target} REUSE_FROM auth0_test_headers)
        target_compile_options(${target} PRIVATE -fpch-preprocess) # ccache asks for it
    endif()
endfunction()

# auth0_test(<name> SOURCES ... [LIBRARIES ...] [ENVIRONMENT ...] [KEYRING] [WRAPPER program] [TIMEOUT s]): a QtTest program and its CTest entry.
# It sees every room of lib/. KEYRING runs it on a private session bus with a real, unlocked gnome-keyring.
function(auth0_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "KEYRING" "TIMEOUT;WRAPPER" "SOURCES;LIBRARIES;ENVIRONMENT;LABELS")
    add_executable(${name} ${arg_SOURCES})
    auth0_test_options(${name})
    target_link_libraries(${name} PRIVATE auth0core_internal auth0_test_support Qt6::Test ${arg_LIBRARIES})
    auth0_add_ctest(${name} ${name} ${ARGN})
endfunction()

# auth0_add_ctest(<name> <target> [KEYRING] ...): the CTest entry alone. Each test has a private HOME (tests/support/isolated).
function(auth0_add_ctest name target)
    cmake_parse_arguments(PARSE_ARGV 2 arg "KEYRING" "TIMEOUT;WRAPPER" "SOURCES;LIBRARIES;ENVIRONMENT;LABELS;ARGUMENTS")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set(isolated "${PROJECT_SOURCE_DIR}/tests/support/isolated")
    if(arg_KEYRING)
        list(APPEND isolated --keyring)
    endif()
    list(APPEND isolated ${arg_WRAPPER})
    add_test(NAME ${name} COMMAND ${isolated} $<TARGET_FILE:${target}> ${arg_ARGUMENTS})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT} ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${arg_ENVIRONMENT}" LABELS "${arg_LABELS}")
endfunction()
