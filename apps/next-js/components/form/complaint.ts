/** What is wrong with a field that the browser finds invalid, and how to mend it. */
export function complaintAbout(field: HTMLInputElement): string {
  const { validity } = field;
  const label = field.dataset.label ?? "";
  if (validity.valueMissing) return `Enter your ${label[0]?.toLowerCase()}${label.slice(1)}.`;
  if (validity.typeMismatch) return "Write the address like ada@example.com.";
  if (validity.tooShort) return `At least ${field.minLength} characters; these are ${field.value.length}.`;
  if (validity.patternMismatch) return field.title;
  return field.validationMessage;
}
