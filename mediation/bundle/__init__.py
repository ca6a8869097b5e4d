"""What the browser is sent that is the same for everyone, and whether a server elsewhere sends just that."""
