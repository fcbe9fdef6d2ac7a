# SPDX-License-Identifier: Apache-2.0
# How every target of this project is compiled.

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()
if(PROJECT_IS_TOP_LEVEL)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
    find_program(AUTH0QT_CCACHE ccache)
    if(AUTH0QT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER "${AUTH0QT_CCACHE}")
    endif()
endif()

# The headers of Qt cost more than our sources: a room at once is compiled in a fifth of the time.
option(AUTH0QT_UNITY "Compile the sources of a room together" OFF)

# auth0_compile_together(<target> <group> <source>...): with AUTH0QT_UNITY these sources are one compilation.
function(auth0_compile_together target group)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ${AUTH0QT_UNITY} UNITY_BUILD_MODE GROUP)
    set_property(SOURCE ${ARGN} TARGET_DIRECTORY ${target} PROPERTY UNITY_GROUP ${group})
endfunction()

set(AUTH0QT_SANITIZE "" CACHE STRING "Sanitizers for every target of this build, as for -fsanitize=")

function(auth0_compile_options target)
    target_compile_features(${target} PRIVATE cxx_std_20)
    set_target_properties(${target} PROPERTIES
        CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_NO_KEYWORDS)
    if(AUTH0QT_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${AUTH0QT_SANITIZE} -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=${AUTH0QT_SANITIZE})
    endif()
endfunction()
