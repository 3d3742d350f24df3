"""The trusted connector: what every service has in common when figures are fetched."""
