// The sign-in pages: what needs a script is shown only where scripts run; a key that fails says so on the page.
for (const id of ["passkey_login", "print"]) {
  const element = document.getElementById(id);
  if (element && (id !== "passkey_login" || window.PublicKeyCredential)) element.hidden = false;
}
document.getElementById("print")?.addEventListener("click", () => window.print());
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const message = document.getElementById("key-failed");
  if (message) message.hidden = false;
});
