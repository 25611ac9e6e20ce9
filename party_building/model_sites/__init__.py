"""示范点: sites that are groomed and then named, under a scheme with an approving document."""
