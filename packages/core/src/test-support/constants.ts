export const ORIGIN = "http://localhost:3000";
export const SECRET = "kP3vX9qLs7TzB2nWm5RdYc8HfJ4gUe6A";
export const PASSWORD = "correct horse 1";
