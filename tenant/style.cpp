// SPDX-License-Identifier: Apache-2.0
#include "style.h"

#include "bytes.h"

namespace Tenant {

const std::string &styleSheet()
{
    static const std::string css = R"css(
:root{color-scheme:light dark;--window:#faf9f7;--surface:#fff;--sunken:#f5f3ef;--border:#e3dfd7;--outline:#8a857b;
--text:#1d1c1a;--muted:#5f5b54;--accent:#2453c4;--accent-hover:#1e47aa;--accent-ink:#fff;--accent-soft:#e8eefc;
--danger:#b3261e;--danger-soft:#fceae8;
--shade:0 1px 2px rgba(29,28,26,.05),0 12px 32px rgba(29,28,26,.07)}
@media (prefers-color-scheme:dark){:root{--window:#16171a;--surface:#202226;--sunken:#1a1b1f;--border:#34373e;
--outline:#7c818b;--text:#eceae6;--muted:#b0aea9;--accent:#8db0ff;--accent-hover:#a6c2ff;--accent-ink:#0d1b3d;
--accent-soft:#253150;--danger:#ff9a8f;
--danger-soft:#42221f;--shade:0 1px 2px rgba(0,0,0,.3),0 12px 32px rgba(0,0,0,.35)}}
*{box-sizing:border-box}
html{font:100%/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans Arabic",sans-serif;
background:var(--window);color:var(--text);-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;justify-content:center;
gap:24px;padding:32px 16px}
main{width:100%;max-width:26rem;background:var(--surface);border:1px solid var(--border);border-radius:16px;
box-shadow:var(--shade);padding:32px}
h1{font-size:1.375rem;line-height:1.3;font-weight:650;margin:0 0 8px;text-wrap:balance}
p{margin:0;color:var(--muted);text-wrap:pretty}
svg{display:block;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
.mark{width:44px;height:44px;margin-block-end:24px}
a{color:var(--accent);font-weight:500;text-underline-offset:3px;text-decoration-thickness:1px}
a:hover{color:var(--accent-hover)}
.button{display:block;width:100%;min-height:44px;padding:10px 16px;border-radius:8px;
border:1px solid var(--outline);background:var(--surface);color:var(--text);font:inherit;font-weight:500;
text-align:center;text-decoration:none;cursor:pointer}
.button:hover{background:var(--sunken)}
.button.first{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
.button.first:hover{background:var(--accent-hover);border-color:var(--accent-hover)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
small,.small{font-size:.8125rem;line-height:1.45;color:var(--muted)}
code{font:.8125rem/1.5 ui-monospace,"Noto Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere;
unicode-bidi:isolate}
@media (max-width:30rem){main{padding:24px}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media (forced-colors:active){.face,.button{border:1px solid}}
form{display:grid;gap:16px;margin-block-start:24px}
label{display:grid;gap:4px;font-size:.8125rem;font-weight:600}
input{min-height:44px;padding:8px 12px;border-radius:8px;border:1px solid var(--outline);background:var(--surface);
color:var(--text);font:inherit;font-size:1rem;font-weight:400;width:100%}
input:focus-visible{outline:2px solid var(--accent);outline-offset:-1px;border-color:transparent}
.wrong{display:flex;gap:12px;padding:12px 16px;border-radius:8px;background:var(--danger-soft);color:var(--text);
margin-block-start:24px;font-size:.9375rem}
.wrong+form input[type=password]{border:2px solid var(--danger)}
.wrong svg{flex:none;color:var(--danger);margin-block-start:1px}
.seeds{width:100%;max-width:26rem;border:1px dashed var(--outline);border-radius:12px;padding:12px 16px;
font-size:.8125rem;color:var(--muted)}
.seeds strong{color:var(--text);font-weight:600}
.seeds code{color:var(--text)}
.who{display:flex;align-items:center;gap:12px;padding:12px;border-radius:12px;background:var(--sunken);
margin-block-start:24px}
.face{flex:none;width:40px;height:40px;border-radius:50%;display:grid;place-items:center;
background:var(--accent-soft);color:var(--accent);font-weight:600;font-size:.9375rem}
.who a{font-size:.8125rem;white-space:nowrap}
.who span{flex:1;min-width:0;line-height:1.35}
.who strong{display:block;font-weight:600;color:var(--text)}
.who bdi{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
ul{list-style:none;margin:24px 0 0;padding:0;display:grid;gap:16px}
li{display:grid;grid-template-columns:24px 1fr;gap:2px 12px}
li svg{color:var(--accent);margin-block-start:2px}
li strong{font-weight:600}
li small{grid-column:2}
form.two{grid-template-columns:1fr 1fr;gap:12px}
.note{margin-block-start:24px;padding-block-start:16px;border-block-start:1px solid var(--border)}
@media (max-width:24rem){form.two{grid-template-columns:1fr}form.two .first{order:-1}}
)css";
    return css;
}

const std::string &contentSecurityPolicy()
{
    static const std::string policy = "default-src 'none'; style-src 'sha256-" + base64(sha256(styleSheet()))
        + "'; img-src data:; base-uri 'none'; frame-ancestors 'none'";
    return policy;
}

} // namespace Tenant
