// The address follows the name for as long as nobody has typed an address.

const form = document.querySelector('.new-store');
const { name, subdomain } = Object.fromEntries([...form.elements].map((element) => [element.name, element]));
let isOwn = subdomain.value !== '';

name.addEventListener('input', () => {
  if (!isOwn) subdomain.value = labelFrom(name.value);
});
subdomain.addEventListener('input', () => {
  isOwn = subdomain.value !== '';
});
form.addEventListener('submit', () => {
  form.querySelector('button').disabled = true;
});
// A page that comes back by the Back button is as it was left.
window.addEventListener('pageshow', () => {
  form.querySelector('button').disabled = false;
});

function labelFrom(text) {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
}
