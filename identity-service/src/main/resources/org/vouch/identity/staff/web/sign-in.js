const words = document.getElementById('words');
const button = document.getElementById('sign-in');
let invitation = '';

button.addEventListener('click', signIn);
// Another link that is opened in the same tab changes what stands behind the # and loads nothing.
addEventListener('hashchange', take);
take();

function take() {
  const secret = location.hash.slice(1);
  if (secret) {
    invitation = secret;
    // Neither the history nor whoever looks over a shoulder keeps the secret.
    history.replaceState(null, '', location.pathname);
    words.textContent = 'This link signs you in once, in this browser.';
    button.hidden = false;
    button.disabled = false;
  } else if (!invitation) {
    words.textContent = 'Open the whole link that you were given.';
  }
}

async function signIn() {
  button.disabled = true;
  try {
    const answer = await fetch('../v1/staff-sessions', {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({invitation}),
    });
    if (answer.status === 201) {
      const {label, roles} = await answer.json();
      words.textContent = `You are signed in as ${label} (${roles.join(', ')}).`;
      button.hidden = true;
    } else if (answer.status === 401) {
      words.textContent = 'This link is not good, or not any more. Ask for a new one.';
    } else {
      again();
    }
  } catch {
    again();
  }
}

function again() {
  words.textContent = 'That did not work just now. Try again.';
  button.disabled = false;
}
