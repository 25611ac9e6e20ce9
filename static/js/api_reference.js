// Draws the description of the API. Nothing is kept: a token typed in is gone with the page.
const place = document.getElementById("api-reference");

if (place) window.SwaggerUIBundle({
  url: place.dataset.url,
  domNode: place,
  deepLinking: false, // a link inside the button that opens an operation
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  persistAuthorization: false,
  validatorUrl: null,
});
