// Finds words while somebody types. It asks for the page again with what stands in the box, and puts in what was found; the box keeps the
// cursor. While the service can't be reached it says so, and goes on by itself. Without it, the button finds the same.
(() => {
  'use strict';
  const pause = 250;
  const again = 3_000;
  const form = document.querySelector('search form');
  const box = form.querySelector('input[type=search]');
  const lost = document.getElementById('lost');
  let asked = box.value.trim();
  let waiting;
  let request = new AbortController();

  const put = (fresh, id, inner) => {
    const news = document.adoptNode(fresh.getElementById(id));
    if (inner) {
      // What is read aloud when it changes has to stay where it is.
      document.getElementById(id).replaceChildren(...news.childNodes);
    } else {
      document.getElementById(id).replaceWith(news);
    }
  };

  const find = async () => {
    const words = box.value.trim();
    request.abort();
    if (words === asked) {
      return;
    }
    request = new AbortController();
    const address = new URL(location.href);
    address.search = words ? new URLSearchParams({ [box.name]: words }).toString() : '';
    address.hash = '';
    try {
      const answer = await fetch(address, { cache: 'no-store', redirect: 'error', signal: request.signal });
      if (answer.status === 401) {
        location.reload();
        return;
      }
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      put(fresh, 'found');
      put(fresh, 'outcome', true);
      history.replaceState(null, '', address);
      asked = words;
      lost.textContent = '';
    } catch (fault) {
      if (fault.name !== 'AbortError') {
        lost.textContent = lost.dataset.words;
        later(again);
      }
    }
  };

  const later = wait => {
    clearTimeout(waiting);
    waiting = setTimeout(find, wait);
  };

  box.addEventListener('input', () => later(pause));
  form.addEventListener('submit', event => {
    event.preventDefault();
    later(0);
  });
})();
