# SPDX-License-Identifier: Apache-2.0
# What is installed, and where find_package(Auth0Qt) finds it.
include(CMakePackageConfigHelpers)

set(auth0qt_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Auth0Qt")
set(auth0qt_qml_dir "${CMAKE_INSTALL_LIBDIR}/qt6/qml")

# Public headers, room by room; <Auth0Qt/Client> is the one of the C++ face.
get_property(public_headers GLOBAL PROPERTY AUTH0QT_PUBLIC_HEADERS)
foreach(header IN LISTS public_headers)
    file(RELATIVE_PATH place "${PROJECT_SOURCE_DIR}/lib" "${header}")
    get_filename_component(room "${place}" DIRECTORY)
    install(FILES "${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/Auth0Qt/${room}")
endforeach()
install(FILES "${PROJECT_SOURCE_DIR}/lib/Client" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/Auth0Qt")

install(TARGETS Auth0Core EXPORT Auth0QtCoreTargets
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT Auth0QtCoreTargets NAMESPACE Auth0Qt:: DESTINATION "${auth0qt_package_dir}")

if(TARGET Auth0Quick)
    install(FILES
        "${PROJECT_SOURCE_DIR}/qml/Auth0Provider" "${PROJECT_SOURCE_DIR}/qml/Auth0NetworkAccessManagerFactory"
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/Auth0Qt")
    install(FILES
        "${PROJECT_SOURCE_DIR}/qml/provider/auth0provider.h" "${PROJECT_SOURCE_DIR}/qml/provider/export.h"
        "${PROJECT_SOURCE_DIR}/qml/network/auth0networkaccessmanagerfactory.h" "${PROJECT_SOURCE_DIR}/qml/keep.cpp"
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/Auth0Qt/quick")
    # From <libdir>/qt6/qml/Auth0 to <libdir>.
    set_target_properties(Auth0Quick PROPERTIES INSTALL_RPATH "$ORIGIN")
    set_target_properties(Auth0Quickplugin PROPERTIES INSTALL_RPATH "$ORIGIN/../../..")
    install(TARGETS Auth0Quickplugin EXPORT Auth0QtQuickTargets
        LIBRARY DESTINATION "${auth0qt_qml_dir}/Auth0" ARCHIVE DESTINATION "${auth0qt_qml_dir}/Auth0")
    # The library, and where it is static the objects with its resources and registrations.
    get_property(quick_targets GLOBAL PROPERTY AUTH0QT_QUICK_TARGETS)
    install(TARGETS ${quick_targets} EXPORT Auth0QtQuickTargets
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        OBJECTS DESTINATION "${CMAKE_INSTALL_LIBDIR}/Auth0Quick")
    install(EXPORT Auth0QtQuickTargets NAMESPACE Auth0Qt:: DESTINATION "${auth0qt_package_dir}")
    get_target_property(module_dir Auth0Quick QT_QML_MODULE_OUTPUT_DIRECTORY)
    get_target_property(typeinfo Auth0Quick QT_QML_MODULE_TYPEINFO)
    install(FILES "${module_dir}/qmldir" "${module_dir}/${typeinfo}" DESTINATION "${auth0qt_qml_dir}/Auth0")
    # For tools; a program has the components in the library.
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/qml/components/" DESTINATION "${auth0qt_qml_dir}/Auth0"
        FILES_MATCHING PATTERN "*.qml")
endif()

configure_package_config_file(
    "${CMAKE_CURRENT_LIST_DIR}/Auth0QtConfig.cmake.in" "${PROJECT_BINARY_DIR}/Auth0QtConfig.cmake"
    INSTALL_DESTINATION "${auth0qt_package_dir}" PATH_VARS auth0qt_qml_dir)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/Auth0QtConfigVersion.cmake" COMPATIBILITY SameMajorVersion)
install(FILES "${PROJECT_BINARY_DIR}/Auth0QtConfig.cmake" "${PROJECT_BINARY_DIR}/Auth0QtConfigVersion.cmake"
    DESTINATION "${auth0qt_package_dir}")
