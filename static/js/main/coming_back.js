// A page that comes back from the back/forward cache has been wiped: it starts anew.

export const reloadWhenBack = () => addEventListener("pageshow", (event) => event.persisted && location.reload());
