// Keeps a page up to date while it lies open. It asks for the page again now and then, and puts in what has changed; what somebody is at,
// and what they have unfolded, stays. While the service can't be reached it says so, and goes on by itself.
(() => {
  'use strict';
  const every = 10_000;
  const lost = document.getElementById('lost');
  const shown = () => document.getElementById('live');

  const nameOf = details => details.querySelector('summary').textContent.replace(/\p{Nd}/gu, '');

  // Whoever types, or is on a button, is not to lose it.
  const isAtIt = () => shown().contains(document.activeElement) || [...shown().querySelectorAll('input:not([type=hidden]), textarea')].some(f => f.value !== f.defaultValue || f.checked !== f.defaultChecked);

  const put = fresh => {
    const open = new Set([...shown().querySelectorAll('details[open]')].map(nameOf));
    for (const details of fresh.querySelectorAll('details')) {
      details.open = open.has(nameOf(details));
    }
    shown().replaceWith(fresh);
  };

  const look = async () => {
    if (!document.hidden && !isAtIt()) {
      try {
        const answer = await fetch(location.href, { cache: 'no-store', redirect: 'error' });
        if (answer.status === 401) {
          location.reload();
          return;
        }
        if (!answer.ok) {
          throw new Error(answer.status);
        }
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const [news, asOf] = [fresh.getElementById('live'), fresh.getElementById('as-of')];
        if (news && news.textContent !== shown().textContent && !isAtIt()) {
          put(document.adoptNode(news));
        }
        if (asOf) {
          document.getElementById('as-of').textContent = asOf.textContent;
        }
        lost.textContent = '';
      } catch {
        lost.textContent = lost.dataset.words;
      }
    }
    setTimeout(look, every);
  };

  setTimeout(look, every);
})();
