"use strict";
// The cookie has the token now; the address, which people show and copy, need not.
const address = new URL(window.location);
if (address.searchParams.has("token")) {
  address.searchParams.delete("token");
  window.history.replaceState(null, "", address);
}

document.getElementById("again").addEventListener("click", () => window.location.reload());

// Keys go to the application as soon as it is there, without a click.
new MutationObserver((_, observer) => {
  if (document.body.classList.contains("-first-byte")) {
    observer.disconnect();
    document.querySelector(".xterm-helper-textarea").focus();
  }
}).observe(document.body, { attributeFilter: ["class"] });
