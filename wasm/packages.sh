# SPDX-License-Identifier: AGPL-3.0-or-later
# The Debian and npm packages that each part of the project needs. Data, read by wasm/setup.

# Compilers and small tools: always.
packages_build=(clang-19 clang-format-19 lld-19 llvm-19 libclang-rt-19-dev cmake ninja-build node-acorn nodejs brotli
                ca-certificates python3 xz-utils libssl-dev libicu-dev git)
# Real controllers and a real proxy: the demo and the integration tests.
packages_controllers=(ejabberd erlang-dev erlang-p1-oauth2 prosody prosody-modules lua-sec nginx-light openssl)
# Real browsers with a certificate store, and fonts for the scripts a grid may use.
packages_browser=(chromium libnss3-tools fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji fonts-dejavu-core fonts-inter)
packages_firefox=(firefox-esr xvfb xauth)

# playwright-core 1.62 and later want a newer Node.js than that of Debian 12.
npm_packages=('playwright-core@~1.61' puppeteer-core@24 axe-core@4 ws@8 @xmldom/xmldom@0.9 terser@5)
