"""aidfacts inside other tools: each module is the door to one of them and is loaded when it is asked for."""
