const words = document.getElementById('words');
const button = document.getElementById('sign-in');
const invitation = location.hash.slice(1);

// Neither the history nor whoever looks over a shoulder keeps the secret.
history.replaceState(null, '', location.pathname);

if (invitation) {
  button.disabled = false;
  button.addEventListener('click', signIn);
} else {
  words.textContent = 'Open the whole link that you were given.';
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
      button.remove();
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
